import { expect, test } from "vitest";
import { guidesOf, indentOf } from "./indent.ts";

const levels = Array.from({ length: 60 }, (_, level) => level);

test("every level is set in further than the one above it, and none takes the title's room", () => {
  for (const level of levels) expect(indentOf(level + 1)).toBeGreaterThan(indentOf(level));
  expect(indentOf(12) - indentOf(11)).toBeGreaterThan(1);
  expect(indentOf(1_000)).toBeLessThan(140);
});

test("a line leads up to each page above, and deep down they stay apart", () => {
  expect(guidesOf(0)).toEqual([]);
  expect(guidesOf(2)).toEqual([30, 12]);
  for (const level of levels) {
    const lines = guidesOf(level);
    for (const [index, line] of lines.entries()) {
      if (index > 0) expect((lines[index - 1] ?? 0) - line).toBeGreaterThanOrEqual(5);
    }
  }
});
