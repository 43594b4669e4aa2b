import { expect, test } from "vitest";
import { splitSentence } from "./split-sentence.ts";

test("a sentence is cut where who did it and the title stand, in the order of its language", () => {
  const cut = (words: (marks: { readonly who: string; readonly title: string }) => string) =>
    splitSentence(words).map(({ kind, text }) => (kind === "words" ? text : kind));
  expect(cut(({ who, title }) => `${who} renamed “<b>” to “${title}”`)).toEqual([
    "who",
    " renamed “<b>” to “",
    "title",
    "”",
  ]);
  expect(cut(({ who, title }) => `“${title}”: ${who}`)).toEqual(["“", "title", "”: ", "who"]);
  expect(cut(() => "Nobody did anything")).toEqual(["Nobody did anything"]);
});
