import { expect, test } from "vitest";
import { foundParts } from "./found-parts.ts";

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
