import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  choose: "Icon…",
  add: "Add icon",
  addCover: "Add cover",
  change: "Change the icon {{icon}}",
  title: "Icon of “{{title}}”",
  search: "Search emoji",
  none: "No emoji is called “{{words}}”",
  loading: "Reading the emoji…",
  remove: "Remove icon",
  tone: "Skin tone",
  hint: "Arrow keys choose, Enter takes",
  notSet: "The icon was not changed",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    icons: typeof en;
  }
}

addStrings("icons", en);
