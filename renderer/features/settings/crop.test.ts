import { expect, test } from "vitest";
import { clampCrop, moveCrop, squareOf, wholeCrop } from "./crop.ts";

const wide = { width: 400, height: 100 };

test("a picture is first shown by the square in its middle", () => {
  expect(squareOf(wide, clampCrop(wide, wholeCrop))).toEqual({ left: 150, top: 0, side: 100 });
});

test("a picture is moved as far as its edges and no farther", () => {
  expect(squareOf(wide, moveCrop(wide, wholeCrop, [-0.5, 0]))).toEqual({ left: 100, top: 0, side: 100 });
  expect(squareOf(wide, moveCrop(wide, wholeCrop, [-9, 3]))).toEqual({ left: 0, top: 0, side: 100 });
  expect(squareOf(wide, moveCrop(wide, wholeCrop, [9, -3]))).toEqual({ left: 300, top: 0, side: 100 });
});

test("zooming out at an edge shows nothing beside the picture", () => {
  const near = moveCrop(wide, { ...wholeCrop, zoom: 4 }, [99, 99]);
  expect(squareOf(wide, near)).toEqual({ left: 375, top: 75, side: 25 });
  expect(squareOf(wide, clampCrop(wide, { ...near, zoom: 0.2 }))).toEqual({ left: 300, top: 0, side: 100 });
});
