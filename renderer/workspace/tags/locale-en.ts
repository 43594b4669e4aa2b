import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  label: "Tags",
  add: "Add tag",
  find: "Pages with the tag “{{tag}}”",
  remove: "Take off the tag “{{tag}}”",
  notChanged: "The tags were not changed",
  given_one: "“{{tag}}” given to {{count}} page",
  given_other: "“{{tag}}” given to {{count}} pages",
  taken_one: "“{{tag}}” taken off {{count}} page",
  taken_other: "“{{tag}}” taken off {{count}} pages",
  more: "and {{count}} more",
  color: {
    gray: "Grey",
    red: "Red",
    orange: "Orange",
    yellow: "Yellow",
    green: "Green",
    teal: "Teal",
    blue: "Blue",
    purple: "Purple",
    pink: "Pink",
  },
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    tags: typeof en;
  }
}

addStrings("tags", en);
