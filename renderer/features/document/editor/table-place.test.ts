import { expect, test } from "vitest";
import { toolbarPlace } from "./table-place.ts";

const table = { left: 100, top: 300, width: 600, height: 900 };
const cell = { left: 300, top: 700, width: 200, height: 40 };

test("the tools of a table stand over the caret's column, where they cover no cell", () => {
  expect(toolbarPlace({ table, cell, seenTop: 80 })).toEqual({ left: 300, top: 300, width: 200, height: 440 });
});

test("where the table's upper edge is out of sight they stand at the caret's row", () => {
  expect(toolbarPlace({ table: { ...table, top: 100 }, cell, seenTop: 80 })).toEqual(cell);
  expect(toolbarPlace({ table: { ...table, top: -400 }, cell, seenTop: 80 })).toEqual(cell);
});
