import { expect, test } from "vitest";
import { findTyped } from "./find-typed.ts";

const titles = ["Budget", "Meeting notes", "Meeting room", "Menu", "Aachen"];

test("typing goes to the title that begins so, blanks included", () => {
  expect(findTyped(titles, "m", 0)).toBe(1);
  expect(findTyped(titles, "meeting r", 1)).toBe(2);
  expect(findTyped(titles, "MEN", 1)).toBe(3);
  expect(findTyped(titles, "x", 1)).toBe(-1);
});

test("typing goes on from the last title to the first", () => {
  expect(findTyped(titles, "b", 4)).toBe(0);
});

test("the same letter again goes on to the next title that begins with it", () => {
  expect(findTyped(titles, "mm", 1)).toBe(2);
  expect(findTyped(titles, "aa", 0)).toBe(4);
});
