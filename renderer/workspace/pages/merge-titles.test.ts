import { expect, test } from "vitest";
import { holdsTitle, mergeTitles } from "./merge-titles.ts";

test.each([
  {
    base: "Plan of the year",
    mine: "Plan of the next year",
    theirs: "The plan of the year",
    both: "The plan of the next year",
  },
  { base: "Red car", mine: "Blue car", theirs: "Red bus", both: "Blue bus" },
  { base: "Plan", mine: "Plan 2026", theirs: "Big Plan", both: "Big Plan 2026" },
  { base: "", mine: "Plan", theirs: "Plan", both: "Plan" },
  { base: "Plan", mine: "Plan", theirs: "Aims", both: "Aims" },
  { base: "会议记录", mine: "会议记录二", theirs: "周会议记录", both: "周会议记录二" },
  { base: "a b c d", mine: "a c d", theirs: "a b c e", both: "a c e" },
])("both changes of “$base” are in the title: $both", ({ base, mine, theirs, both }) => {
  expect(mergeTitles(base, mine, theirs)).toBe(both);
  expect(mergeTitles(base, theirs, mine)).toBe(both);
});

test.each([
  { base: "", mine: "Plan", theirs: "Aims" },
  { base: "Plan", mine: "Plan A", theirs: "Plan B" },
  { base: "Red car", mine: "Blue car", theirs: "Green car" },
])("two changes of the same words of “$base” are not mixed", ({ base, mine, theirs }) => {
  expect(mergeTitles(base, mine, theirs)).toBeUndefined();
});

test.each([
  { title: "The plan of the next year", other: "plan of the year", isHeld: true },
  { title: "Big Plan 2026", other: "Plan 2026", isHeld: true },
  { title: "Plan B", other: "Plan A", isHeld: false },
  { title: "2026 Plan", other: "Plan 2026", isHeld: false },
  { title: "Plan", other: "", isHeld: true },
])("“$title” holds “$other”: $isHeld", ({ title, other, isHeld }) => {
  expect(holdsTitle(title, other)).toBe(isHeld);
});
