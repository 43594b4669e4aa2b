import { expect, test } from "vitest";
import { beginOf } from "#renderer/workspace/strings/time-spans.ts";
import { asksForPages, hasFilters, readSearchAddress } from "./search-address.ts";

test("an address gives back the search it holds, without what is not understood", () => {
  const search = { q: "heron", drive: "d", type: "folder", by: "p", changed: "week", tags: "t1,t2", trash: true };
  expect(readSearchAddress(search)).toEqual(search);
  expect(readSearchAddress({ q: 2031, type: "castle", changed: "aeon", trash: "maybe", drive: 3, more: 1 })).toEqual({
    q: "2031",
  });
});

test("words alone are no filter", () => {
  expect(hasFilters({ q: "heron" })).toBe(false);
  expect(hasFilters({ q: "heron", trash: true })).toBe(true);
});

test("tags are enough to search for", () => {
  for (const filter of [{ tags: "t1" }, { by: "p" }, { changed: "week" } as const])
    expect(asksForPages(filter)).toBe(true);
  expect(asksForPages({ q: "heron" })).toBe(true);
  expect(asksForPages({ q: " ", drive: "d" })).toBe(false);
});

test("a span begins by the full hour", () => {
  expect(beginOf("week", Date.parse("2026-11-28T12:34:56Z"))).toBe("2026-11-21T12:00:00.000Z");
});
