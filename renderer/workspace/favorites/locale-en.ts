import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Favourites",
  add: "Add to favourites",
  remove: "Remove from favourites",
  notChanged: "The favourites were not changed",
  moved: "“{{title}}” is number {{place}} of {{count}}",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    favorites: typeof en;
  }
}

addStrings("favorites", en);
