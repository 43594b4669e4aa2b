import { expect, test } from "vitest";
import { foldTagName, tidyTagName } from "./tag-name.ts";

test.each([
  ["Draft", "dRAFT"],
  ["Straße", "STRASSE"],
  ["Straße", "STRAẞE"],
  ["\u00c4rger", "a\u0308rger"],
  ["two words", " two   words "],
  ["draft", "dra\u200bft\u200e"],
])("%j and %j are one tag", (one, other) => {
  expect(foldTagName(one)).toBe(foldTagName(other));
});

test.each([
  ["bar", "bär"],
  ["ab", "a b"],
  ["c", "c++"],
])("%j and %j are two tags", (one, other) => {
  expect(foldTagName(one)).not.toBe(foldTagName(other));
});

test("a name keeps its case and loses the white space around it", () => {
  expect(tidyTagName("  To \n Do ")).toBe("To Do");
});
