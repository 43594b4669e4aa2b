import { expect, test } from "vitest";
import { placesIn } from "./kept-places.ts";

test("places written down are read again, and nothing foreign with them", () => {
  const place = { block: 12, offset: 4.5, top: 900 };
  const atTop = { block: null, offset: 0, top: 10 };
  const foreign = [["c", { block: -1, offset: 0, top: 0 }], ["d", { block: 1, offset: null, top: 0 }], "e", [7, place]];
  expect(placesIn([["a", place], ["b", atTop], ...foreign])).toEqual([
    ["a", place],
    ["b", atTop],
  ]);
  expect(placesIn("nothing")).toEqual([]);
});
