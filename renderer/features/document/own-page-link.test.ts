import { expect, test } from "vitest";
import { findOwnPage } from "./own-page-link.ts";

test.each([
  ["/d/one/p/two", { driveId: "one", id: "two" }],
  ["https://own.example/d/one/p/two?x", { driveId: "one", id: "two" }],
  ["https://own.example/d/one/p/two?x#12-3", { driveId: "one", id: "two", block: "12-3" }],
  ["https://other.example/d/one/p/two", undefined],
  ["//other.example/d/one/p/two", undefined],
  ["/d/one", undefined],
  ["mailto:a@b.org", undefined],
  ["https://", undefined],
])("%s", (address, page) => {
  expect(findOwnPage(address, "https://own.example")).toEqual(page);
});
