import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, foldWithPlaces, joints } from "./fold-text.ts";
import { parseQuery } from "./search-query.ts";
import { indexBody } from "./search-vector.ts";
import { hitEnd, hitStart, makeSnippet } from "./snippet.ts";
import { listWords } from "./words.ts";

function words(text: string, kinds = ["whole"]): string[] {
  return [...listWords(text)].filter(({ kind }) => kinds.includes(kind)).map(({ word }) => word);
}

/** Whether a text is found by a query, by the rules of the database: every word, the last one as a beginning. */
function isFound(text: string, query: string): boolean {
  const own = new Set([...listWords(text)].map(({ word }) => word));
  const { words: sought, beginning } = parseQuery(query);
  return (
    sought.length > 0 &&
    sought.every((word) => own.has(word) || (word === beginning && [...own].some((each) => each.startsWith(word))))
  );
}

function mark(text: string, query: string): string {
  return makeSnippet(text, parseQuery(query)).replaceAll(hitStart, "[").replaceAll(hitEnd, "]");
}

describe("words of a text", () => {
  it("lose case, accents and compatibility forms", () => {
    expect(words("Ünïcode ﬁne ＡＢＣ Straße Ærøskøbing ㎏")).toEqual([
      "unicode",
      "fine",
      "abc",
      "strasse",
      "aeroskobing",
      "kg",
    ]);
    expect(words("don't snake_case a-b 3.5")).toEqual(["don", "t", "snake_case", "a", "b", "3", "5"]);
  });

  it("keep the marks that are letters in their script", () => {
    expect(words("हिन्दी ภาษา")).toEqual(["हिन्दी", "ภาษา"]);
  });

  it("are pairs of letters and letters where a script has no sure borders, also beside Latin letters", () => {
    expect(words("使用Node編程", ["whole", "pair", "single"])).toEqual([
      "使",
      "使用",
      "用",
      "node",
      "編",
      "編程",
      "程",
    ]);
  });

  it("have parts", () => {
    expect(words("__snake_case v2 ISO8601", ["part"])).toEqual(["snake", "case", "v", "2", "iso", "8601"]);
  });
});

describe("what is written otherwise is found", () => {
  it.each([
    ["Arabic vowel marks", "قال مُحَمَّدٌ أحمد", "محمد"],
    ["marks in the query alone", "قال محمد", "مُحَمَّدٌ"],
    ["forms of alef", "الأطفال إلى آخر", "الاطفال الى اخر"],
    ["stretched letters", "مـــرحبا", "مرحبا"],
    ["Persian letters", "کتابی", "كتابي"],
    ["a joint in Persian, left out", "می‌خواهم", "میخواهم"],
    ["a joint in Persian, as a space", "می‌خواهم", "می خواهم"],
    ["Arabic digits", "رقم ١٢٣٤", "1234"],
    ["Devanagari digits in the query", "Raum 1234", "१२३४"],
    ["Hebrew points", "שָׁלוֹם עֲלֵיכֶם", "שלום"],
    ["soft hyphens", "Donau\u00addampf\u00adschiff", "Donaudampfschiff"],
    ["full width", "ＡＢＣ１２３", "abc123"],
    ["half-width katakana", "ﾃﾞｰﾀ", "データ"],
    ["two Han characters within others", "我想去游泳", "想去"],
    ["one Han character", "在最美的时光看场电影", "光"],
    ["Chinese cut otherwise than alone", "研究生命起源", "生命"],
    ["a Korean stem", "데이터베이스 성능을 논의했습니다", "성능 데이터베이스"],
    ["another Korean particle", "회의실이 넓다", "회의실에서"],
    ["another form of a Korean verb", "성능을 논의했습니다", "논의하다"],
    ["parts of snake_case", "call read_user_name here", "user here"],
    ["a version by its number", "Version v2.10.3-rc.1", "2.10.3"],
    ["a version with its letter", "Version 2.10.3", "v2.10.3"],
    ["a number after letters", "nach ISO8601 geschrieben", "8601 geschrieben"],
  ])("%s", (_what, text, query) => {
    expect(isFound(text, query)).toBe(true);
  });

  it("and what is another word is not", () => {
    expect(isFound("我想去游泳", "泳想")).toBe(false);
    expect(isFound("사과를 먹었다", "사무")).toBe(false);
    expect(isFound("Version v3.1.0", "2.10.3")).toBe(false);
    expect(isFound("محمود", "محمد")).toBe(false);
  });

  it("holds for any text: it is found by itself and by how it folds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), (text) => {
        if (parseQuery(text).words.length > 0) expect(isFound(text, text)).toBe(true);
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe("the index of a text", () => {
  it("stays within what the database takes, however long the text", () => {
    const many = Array.from({ length: 300_000 }, (_, index) => `w${index}`).join(" ");
    expect(Buffer.byteLength(indexBody(many).vector)).toBeLessThan(4_000_000);
    expect(indexBody("again ".repeat(10_000)).vector.split(",")).toHaveLength(255);
    expect(indexBody("x".repeat(3_000)).vector).toBe("");
  });

  it("tells where its positions stand, in code points", () => {
    expect(indexBody("\u{1f680} a b c d e f g h i").places).toEqual([2, 18]);
    const long = indexBody("word ".repeat(100_000));
    expect(long.places).toHaveLength(2_000);
    expect(long.places.at(-1)).toBeGreaterThan(490_000);
  });
});

describe("a snippet", () => {
  it("marks words by what they are, not how they are written", () => {
    expect(mark("Ein Café in Zürich", "cafe zur")).toBe("Ein [Café] in [Zürich]");
    expect(mark("我们讨论了性能优化", "性能优化")).toBe("我们讨论了[性能优化]");
    expect(mark("قال مُحَمَّدٌ أحمد", "محمد")).toBe("قال [مُحَمَّدٌ] أحمد");
    expect(mark("Die Donau\u00addampf\u00adschiff fährt", "donaudampfschiff")).toBe(
      "Die [Donau\u00addampf\u00adschiff] fährt",
    );
    expect(mark("call read_user_name", "user x")).toBe("call read_[user]_name");
    expect(mark("رقم ١٢٣٤", "1234")).toBe("رقم [١٢٣٤]");
  });

  it("holds no marks of the text's own", () => {
    expect(makeSnippet("a\uE000b\uE001c", parseQuery("zzz"))).toBe("abc");
  });

  it("folds piece by piece as the whole folds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        const { folded, places } = foldWithPlaces(text);
        expect(folded.replace(joints, "")).toBe(foldText(text));
        expect(places).toHaveLength(folded.length + 1);
      }),
      { numRuns: 500 },
    );
  });
});
