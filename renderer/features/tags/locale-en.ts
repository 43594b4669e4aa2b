import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title_one: "Tags of “{{title}}”",
  title_other: "Tags of {{count}} pages",
  find: "Find or make a tag",
  list: "Tags of this drive",
  create: "Make the tag “{{name}}”",
  color: "Colour of the new tag",
  empty: "There are no tags in this drive yet. Type a name and press Enter to make the first.",
  none: "No tag called that",
  failed: "The tags could not be read",
  loading: "Reading the tags…",
  carried: "carried",
  partly: "carried by some",
  notMade: "The tag was not made",
  given_one: "“{{tag}}” given to {{count}} page",
  given_other: "“{{tag}}” given to {{count}} pages",
  taken_one: "“{{tag}}” taken off {{count}} page",
  taken_other: "“{{tag}}” taken off {{count}} pages",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    tagDialog: typeof en;
  }
}

addStrings("tagDialog", en);
