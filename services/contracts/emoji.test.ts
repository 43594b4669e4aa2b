import { expect, it } from "vitest";
import { isEmoji } from "./emoji.ts";

it.each(["😀", "❤️", "☎", "👋🏽", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "🫩", "\u{1FAC8}"])(
  "takes %s for one emoji",
  (text) => {
    expect(isEmoji(text)).toBe(true);
  },
);

it.each([
  "",
  " ",
  "a",
  "1",
  "#",
  "é",
  "😀😀",
  "😀a",
  "a😀",
  "🇩",
  "🇩🇪🇫🇷",
  "‍",
  "😀‍",
  "️",
  "<b>",
  `👩${"‍👩".repeat(40)}`,
  "Ω",
  "漢",
])("does not take %j for one emoji", (text) => {
  expect(isEmoji(text)).toBe(false);
});
