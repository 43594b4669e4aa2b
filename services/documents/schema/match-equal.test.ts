import fc from "fast-check";
import { expect, test } from "vitest";
import { matchEqual } from "./match-equal.ts";

const keys = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f", "g"), { maxLength: 20 });

test("pairs are equal and rise on both sides", () => {
  fc.assert(
    fc.property(keys, keys, (before, after) => {
      let last = { before: -1, after: -1 };
      for (const match of matchEqual(before, after)) {
        expect(before[match.before]).toBe(after[match.after]);
        expect(match.before).toBeGreaterThan(last.before);
        expect(match.after).toBeGreaterThan(last.after);
        last = match;
      }
    }),
  );
});

test("what stays around an insertion and a removal is found", () => {
  const before = ["one", "two", "three", "four", "five"];
  const after = ["new", "one", "three", "four", "FIVE"];
  expect(matchEqual(before, after)).toEqual([
    { before: 0, after: 1 },
    { before: 2, after: 2 },
    { before: 3, after: 3 },
  ]);
});

test("equal neighbours of a unique key are found although they repeat", () => {
  const matches = matchEqual(["x", "", "title", "", "y"], ["", "z", "", "title", "", "w"]);
  expect(matches).toEqual([
    { before: 1, after: 2 },
    { before: 2, after: 3 },
    { before: 3, after: 4 },
  ]);
});
