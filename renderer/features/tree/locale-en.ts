import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  selected: "{{count}} selected",
  actions: "For the selected pages",
  move: "Move to…",
  tag: "Tag…",
  favorite: "Add to favourites",
  trash: "Move to trash",
  clear: "Select none",
  moved_one: "{{count}} page moved",
  moved_other: "{{count}} pages moved",
  trashed_one: "{{count}} page moved to the trash",
  trashed_other: "{{count}} pages moved to the trash",
  favored_one: "{{count}} page added to the favourites",
  favored_other: "{{count}} pages added to the favourites",
  notTrashed: "The pages were not moved to the trash",
  notRestored: "The pages were not restored",
  notFavored: "The favourites were not changed",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    selection: typeof en;
  }
}

addStrings("selection", en);
