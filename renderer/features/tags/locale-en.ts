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
  tooLong_one: "A tag’s name has at most {{limit}} characters; this one has {{count}} too many.",
  tooLong_other: "A tag’s name has at most {{limit}} characters; this one has {{count}} too many.",
  offline: "You are offline. The tags are read when you are back.",
  stale: "You are offline; these are the tags as they were. They can be given and taken off when you are back.",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    tagDialog: typeof en;
  }
}

addStrings("tagDialog", en);
