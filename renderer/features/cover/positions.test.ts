import { expect, test } from "vitest";
import { movedPosition, steppedPosition } from "./positions.ts";

test("a picture that is dragged down shows more of its top, never beyond its edges", () => {
  expect(movedPosition(50, 100, 400)).toBe(25);
  expect(movedPosition(50, -100, 400)).toBe(75);
  expect(movedPosition(50, 10_000, 400)).toBe(0);
  expect(movedPosition(50, -10_000, 400)).toBe(100);
});

test("a picture of which nothing is hidden stays where it is", () => {
  expect(movedPosition(30, 100, 0)).toBe(30);
  expect(movedPosition(30, 100, -20)).toBe(30);
});

test("keys move by small and large steps and to the edges", () => {
  const press = (key: string, shiftKey = false) => steppedPosition(50, { key, shiftKey });
  expect([press("ArrowUp"), press("ArrowDown"), press("ArrowDown", true)]).toEqual([48, 52, 60]);
  expect([press("PageUp"), press("PageDown"), press("Home"), press("End")]).toEqual([40, 60, 0, 100]);
  expect(steppedPosition(99, { key: "ArrowDown", shiftKey: false })).toBe(100);
  expect(press("a")).toBeUndefined();
});
