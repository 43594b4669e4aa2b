import i18next from "i18next";
import { beforeAll, expect, test, vi } from "vitest";
import { formatAgo, formatDate, formatSize } from "./format.ts";

const now = Date.parse("2026-03-10T12:00:00Z");

beforeAll(() => i18next.init({ lng: "en" }));

test("a moment is told by how long ago it was", () => {
  expect(formatAgo("2026-03-10T11:59:50Z", now)).toBe("now");
  expect(formatAgo("2026-03-10T11:58:00Z", now)).toBe("2 minutes ago");
  expect(formatAgo("2026-03-10T09:00:00Z", now)).toBe("3 hours ago");
  expect(formatAgo("2026-03-09T12:00:00Z", now)).toBe("yesterday");
});

test("a size is told in the unit that fits", () => {
  expect(formatSize(0)).toBe("0 bytes");
  expect(formatSize(999)).toBe("999 bytes");
  expect(formatSize(1_400_000)).toBe("1.4 MB");
});

test("times and sizes are told in the language of the app, dates as the browser's language writes them", async () => {
  vi.spyOn(navigator, "language", "get").mockReturnValue("en-GB");
  await i18next.changeLanguage("de");
  expect(formatAgo("2026-03-09T12:00:00Z", now)).toBe("gestern");
  expect(formatDate("2026-03-09T12:00:00Z")).toBe("9 Mar 2026");
  expect(formatSize(1_400_000)).toBe("1,4 MB");
  await i18next.changeLanguage("en");
  expect(formatAgo("2026-03-09T12:00:00Z", now)).toBe("yesterday");
});
