import { expect, test } from "vitest";
import { takeNext } from "./take-next.ts";

const here = { driveId: "d", parentId: "here" };
const there = { driveId: "d", parentId: "there" };

test("files go into one place one after the other, in their order, and into others meanwhile", () => {
  const queue = [
    { name: "1", place: here },
    { name: "2", place: here },
    { name: "3", place: there },
  ];
  const first = takeNext(queue, []);
  const second = takeNext(queue, first === undefined ? [] : [first]);
  expect([first?.name, second?.name]).toEqual(["1", "3"]);
  expect(takeNext(queue, [{ place: { ...here } }, { place: there }])).toBeUndefined();
  expect(takeNext(queue, [{ place: there }])?.name).toBe("2");
  expect(takeNext(queue, [])).toBeUndefined();
});
