import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Search",
  field: "Search everything",
  clear: "Clear the search",
  filters: "Filters",
  drive: "Drive",
  everyDrive: "All drives",
  type: "Type",
  everyType: "All types",
  document: "Documents",
  folder: "Folders",
  file: "Files",
  author: "Made by",
  everybody: "Anyone",
  somebody: "One person",
  myself: "Me",
  changed: "Changed",
  always: "Any time",
  day: "Past 24 hours",
  week: "Past week",
  month: "Past month",
  year: "Past year",
  place: "Where",
  pages: "Not in the trash",
  trash: "In the trash",
  reset: "Reset filters",
  recent: "Recent searches",
  forget: "Forget these",
  howTitle: "Find what you may see",
  how: "“two words” side by side, -word without it, title:word in the title. Slips are forgiven.",
  results: "Results",
  count_one: "{{count}} result",
  count_other: "{{count}} results",
  atLeast: "More than {{count}} results",
  tag: "Tag",
  everyTag: "All tags",
  anotherTag: "One more tag",
  tags: "With these tags",
  noneTagged: "No such pages",
  none: "Nothing found for “{{query}}”",
  noneFiltered: "With other filters there may be more.",
  noneHint: "Try fewer or other words.",
  more: "Show more",
  searching: "Searching…",
  failed: "The search could not be done",
  offline: "There is no connection. Searching goes on when it is back.",
  stale: "There is no connection: these were found before it was lost.",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    searchPage: typeof en;
  }
}

addStrings("searchPage", en);
