import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

beforeAll(async () => {
  await i18next.init({ lng: "en" });
  await import("#renderer/features/document/locale-en.ts");
});

test.each([
  [1, /^One picture/, /^It lies /],
  [2, /^2 pictures/, /^They lie /],
])("%i pictures that could not be taken along are spoken of by number", (count, said, hint) => {
  const t = i18next.getFixedT("en", "document");
  expect(t("image.lost", { count })).toMatch(said);
  expect(t("image.lostHint", { count })).toMatch(hint);
});
