import { File, FileText, Folder } from "lucide-react";
import { beforeAll, expect, test } from "vitest";
import { addPageTypes, takesDrops, takesFiles, takesUsual } from "./catalogue.ts";
import type { PageTypeRoom } from "./page-type-room.ts";

function room(type: string, more: Pick<PageTypeRoom, "declaration" | "drop"> & Partial<PageTypeRoom>): PageTypeRoom {
  return { type, icon: File, View: () => null, ...more };
}

const making = { icon: FileText, label: () => "New", labelInside: () => "New inside", begins: "opened" } as const;

beforeAll(() => {
  addPageTypes([
    room("document", {
      declaration: { stores: "document", isMadeByHand: true, holds: "every" },
      drop: "below",
      making,
    }),
    room("file", { declaration: { stores: "file", isMadeByHand: false, holds: [] }, drop: "refused" }),
    room("album", {
      declaration: { stores: "nothing", isMadeByHand: true, holds: ["file"] },
      drop: "below",
      icon: Folder,
    }),
    room("board", { declaration: { stores: "nothing", isMadeByHand: true, holds: ["document"] }, drop: "below" }),
  ]);
});

test("files are put only where something that is a file may lie", () => {
  expect(["document", "file", "album", "board", "newer"].filter(takesFiles)).toEqual(["document", "album"]);
});

test("the shortcut and the plus make the usual page only where it may lie", () => {
  expect(["document", "file", "album", "board", "newer"].filter(takesUsual)).toEqual(["document", "board"]);
});

test("pages are dropped on what holds pages and does not refuse them", () => {
  expect(["document", "file", "album", "board", "newer"].filter(takesDrops)).toEqual(["document", "album", "board"]);
});
