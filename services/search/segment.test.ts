import { describe, expect, it } from "vitest";
import { searchVector } from "./search-vector.ts";
import { segment } from "./segment.ts";
import { hitEnd, hitStart, makeSnippet } from "./snippet.ts";

function words(text: string): string[] {
  return [...segment(text)];
}

describe("words of a text", () => {
  it("lose case, accents and compatibility forms", () => {
    expect(words("Ünïcode ﬁne ＡＢＣ Straße Ærøskøbing")).toEqual(["unicode", "fine", "abc", "strasse", "aeroskobing"]);
    expect(words("don't snake_case a-b 3.5")).toEqual(["don", "t", "snake_case", "a", "b", "3", "5"]);
  });

  it("keep the marks that are letters in their script", () => {
    expect(words("हिन्दी ภาษา ガラス")).toEqual(["हिन्दी", "ภาษา", "ガラス"]);
  });

  it("are cut where a script has no spaces, also beside Latin letters", () => {
    expect(words("使用Node編程")).toEqual(["使用", "node", "編", "程"]);
  });
});

describe("the vector of a text", () => {
  it("stays within what the database takes, however long the text", () => {
    const many = Array.from({ length: 300_000 }, (_, index) => `w${index}`).join(" ");
    expect(Buffer.byteLength(searchVector("t", many))).toBeLessThan(4_000_000);
    expect(searchVector("", "again ".repeat(10_000)).split(",")).toHaveLength(255);
    expect(searchVector("", "x".repeat(3_000))).toBe("");
  });
});

describe("a snippet", () => {
  it("marks words by what they are, not how they are written", () => {
    expect(makeSnippet("Ein Café in Zürich", ["cafe", "zur"])).toBe(
      `Ein ${hitStart}Café${hitEnd} in ${hitStart}Zürich${hitEnd}`,
    );
    expect(makeSnippet("我们讨论了性能优化", ["性能"])).toBe(`我们讨论了${hitStart}性能${hitEnd}优化`);
  });

  it("holds no marks of the text's own", () => {
    expect(makeSnippet("a\uE000b\uE001c", ["zzz"])).toBe("abc");
  });
});
