import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  lead: "Pages stay here until they are restored; after {{days}} days they are deleted for ever.",
  count_one: "{{count}} page is here.",
  count_other: "{{count}} pages are here.",
  since: "Moved here {{ago}}",
  below_one: "with {{count}} page inside",
  below_other: "with {{count}} pages inside",
  drives: "Drives in the trash",
  until: "deleted on {{date}}",
  restoreDrive: "Restore {{drive}}",
  driveRestored: "“{{drive}}” is back",
  empty: "The trash is empty",
  failed: "The trash could not be read",
  delete: "Delete for ever",
  deleteTitle: "Delete “{{title}}” for ever?",
  deleteHint: "The page and everything in it are gone for everyone. This cannot be undone.",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    trash: typeof en;
  }
}

addStrings("trash", en);
