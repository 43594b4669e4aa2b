import { expect, test } from "vitest";
import { firstFound, foundParts } from "./found-parts.ts";

test("found words are marked, the rest is plain text", () => {
  expect(foundParts("the \uE000ice\uE001 floats")).toEqual([
    { text: "the ", isFound: false, start: 0 },
    { text: "ice", isFound: true, start: 5 },
    { text: " floats", isFound: false, start: 9 },
  ]);
});

test("a snippet without a hit stays whole", () => {
  expect(foundParts("<b>plain</b>")).toEqual([{ text: "<b>plain</b>", isFound: false, start: 0 }]);
});

test("the first found words stand between their neighbours", () => {
  const snippet = "…so the \uE000ice\uE001 floats, and \uE000ice\uE001 melts…";
  expect(firstFound(snippet)).toEqual({ before: "…so the ", hit: "ice", after: " floats, and ice melts" });
  expect(firstFound("Only the beginning")).toBeUndefined();
});
