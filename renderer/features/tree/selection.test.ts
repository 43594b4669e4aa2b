import { expect, test } from "vitest";
import { extendRange, toggle } from "./selection.ts";

const rows = ["a", "b", "c", "d"];

test("a range goes from the anchor to a row, up and down, and shrinks again", () => {
  expect(extendRange(rows, "b", "d")).toEqual(["b", "c", "d"]);
  expect(extendRange(rows, "b", "c")).toEqual(["b", "c"]);
  expect(extendRange(rows, "b", "a")).toEqual(["a", "b"]);
  expect(extendRange(rows, "b", "b")).toEqual(["b"]);
});

test("of rows that are gone no range is made", () => {
  expect(extendRange(rows, "gone", "c")).toEqual(["c"]);
  expect(extendRange(rows, "b", "gone")).toEqual([]);
});

test("a page is picked and let go of", () => {
  expect(toggle(["a"], "c")).toEqual(["a", "c"]);
  expect(toggle(["a", "c"], "a")).toEqual(["c"]);
});
