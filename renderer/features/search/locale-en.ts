import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  placeholder: "Search pages, or type a command…",
  recent: "Recent",
  pages: "Pages",
  commands: "Commands",
  none: "Nothing found for “{{query}}”",
  failed: "The search could not be done: {{reason}}",
  pageActivity: "Activity of this page",
  driveActivity: "Activity in this drive",
  tag: "Tag this page…",
  print: "Print this page",
  toLight: "Light theme",
  toDark: "Dark theme",
  showAll: "Show all results for “{{query}}”",
  searchPage: "Search page",
  hintOpen: "open",
  hintTab: "new tab",
  hintClose: "close",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    search: typeof en;
  }
}

addStrings("search", en);
