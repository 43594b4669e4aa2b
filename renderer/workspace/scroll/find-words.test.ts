import { expect, test } from "vitest";
import { findWords } from "./find-words.ts";

const nothing = { before: "", after: "" };

function textOf(texts: readonly string[], span: ReturnType<typeof findWords>): string | undefined {
  return span === undefined ? undefined : texts[span.start.text]?.slice(span.start.offset, span.end.offset);
}

test("the words are found where the same words stand around them", () => {
  const texts = ["The ice floats.", "Warm", " ice ", "melts.", "More ice."];
  const span = findWords(texts, { before: "Warm ", hit: "ice", after: " melts. More" });
  expect(span).toEqual({ start: { text: 2, offset: 1 }, end: { text: 2, offset: 4 } });
});

test("a hit across marks and blanks is found from its first letter to its last", () => {
  const span = findWords(["so ", "snow", " ", "ball!"], { ...nothing, hit: "snowball" });
  expect(span).toEqual({ start: { text: 1, offset: 0 }, end: { text: 3, offset: 4 } });
});

test("words around a hit that are not on the page do not hide it", () => {
  const texts = ["سلامٌ عليكم", "ice"];
  expect(textOf(texts, findWords(texts, { before: "gone ", hit: "ice", after: " gone" }))).toBe("ice");
  expect(findWords(texts, { ...nothing, hit: "fire" })).toBeUndefined();
  expect(findWords(texts, { ...nothing, hit: "" })).toBeUndefined();
});
