import { describe, expect, it } from "vitest";
import { DriveName, Email, PersonName, Title } from "./shapes.ts";

describe("an e-mail address", () => {
  it.each([
    ["ada@example.org", "ada@example.org"],
    ["Ada.Lovelace+x@Example.ORG", "Ada.Lovelace+x@Example.ORG"],
    ["ada@müller.example", "ada@xn--mller-kva.example"],
    ["ada@xn--mller-kva.example", "ada@xn--mller-kva.example"],
    ["ada@例え.テスト", "ada@xn--r8jz45g.xn--zckzah"],
    ["jörg@müller.example", "jörg@xn--mller-kva.example"],
    ["JO\u0308RG@example.org", "jörg@example.org"],
    ["用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"],
    ["अजय@डाटा.भारत", "अजय@xn--c2bd1gb.xn--h2brj9c"],
    ["o'neil!#$%@example.org", "o'neil!#$%@example.org"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(Email.parse(typed)).toBe(kept);
  });

  it.each([
    ...["", "ada", "ada@", "@example.org", "ada@example", "a b@example.org", "ada@exa mple.org", "ada@@example.org"],
    ...[".ada@example.org", "ada.@example.org", "a..b@example.org", "ada@example..org", "ada@-.org", "ada@1.2.3.4"],
    ...["a\u200bda@example.org", "ada@exam\u00adple.org", 'a"b@example.org', `${"x".repeat(65)}@example.org`],
    ...[
      "ada@example.org\n",
      "ada<x>@example.org",
      "ada@example.org/path",
      "ada@exa:80.org",
      `a@${"é".repeat(300)}.org`,
    ],
  ])("%j is none", (typed) => {
    expect(Email.safeParse(typed).success).toBe(false);
  });
});

describe("a text of nothing that is seen", () => {
  const unseen = [
    " ",
    "\t\n",
    "\u00a0",
    "\u200b\u200d\u2060",
    "\u00ad",
    "\u202e",
    "\ufeff",
    "\u3164",
    "\u115f",
    "\u2800",
    "\u{e0001}",
    "\u180e\ufe0f",
  ];

  it.each(unseen)("%j is no name and an empty title", (text) => {
    expect(PersonName.safeParse(text).success).toBe(false);
    expect(DriveName.safeParse(text).success).toBe(false);
    expect(Title.parse(text)).toBe("");
  });

  it("what is seen stays as it is, with what is not seen beside it", () => {
    for (const text of [" a ", "می‌خواهم", "👩‍💻", "­x", "0", "\u0301"]) {
      expect(Title.parse(text)).toBe(text);
      expect(PersonName.parse(text)).toBe(text);
    }
  });
});
