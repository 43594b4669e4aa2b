import { expect, test } from "vitest";
import { follow } from "./use-title-field.ts";

test.each([
  { before: "Plan| of year", after: "Plan| of the year" },
  { before: "Plan of| year", after: "The plan of| year" },
  { before: "Plan|", after: "Big Plan|" },
  { before: "Pl|an", after: "|" },
])("a caret at “$before” is at “$after” after the change", ({ before, after }) => {
  const [old, now] = [before.replace("|", ""), after.replace("|", "")];
  expect(follow(before.indexOf("|"), old, now)).toBe(after.indexOf("|"));
});
