import { expect, test } from "vitest";
import { colorOf } from "./person-color.ts";

const ids = Array.from({ length: 200 }, (_, index) => `0198c1d2-${index}`);

/** WCAG's contrast of white words on a colour. */
function contrastWithWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test("white words can be read on every person's colour, and people differ", () => {
  const colors = new Set(ids.map(colorOf));
  expect(colors.size).toBe(8);
  for (const color of colors) expect(contrastWithWhite(color)).toBeGreaterThanOrEqual(4.5);
});

test("a person keeps their colour", () => {
  expect(colorOf("ada")).toBe(colorOf("ada"));
});
