import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  menu: "Block menu",
  grip: "Drag to move, click for more",
  add: "Add a block below",
  turnInto: "Turn into",
  duplicate: "Duplicate",
  copyLink: "Copy link to block",
  moveUp: "Move up",
  moveDown: "Move down",
  delete: "Delete",
  gone: "The block this link leads to is no longer here",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    blocks: typeof en;
  }
}

addStrings("blocks", en);
