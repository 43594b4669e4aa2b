import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { accents } from "#renderer/workspace/preferences/appearance.ts";

const css = readFileSync(path.join(import.meta.dirname, "tokens.css"), "utf8");
const aa = { words: 4.5, signs: 3 } as const;

/** The values that the rules with exactly these selectors give, the later ones winning. */
function valuesOf(...selectors: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, heads = "", body = ""] of css.matchAll(/([^{};]+)\{([^{}]*)\}/g)) {
    const names = heads.replace(/\/\*.*?\*\//gs, "").split(",");
    if (!names.some((name) => selectors.includes(name.trim()))) continue;
    for (const [, name = "", value = ""] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) values.set(name, value);
  }
  return values;
}

/** WCAG's relative luminance of a colour token, outside of sRGB that of the nearest channel values. */
function luminanceOf(values: ReadonlyMap<string, string>, name: string): number {
  const value = (values.get(name) ?? "").replace(
    /var\((--[\w-]+)\)/g,
    (_all, inner: string) => values.get(inner) ?? "",
  );
  if (value === "#fff") return 1;
  const match = /^oklch\(([\d.]+)% (?:calc\(([\d.]+) \* ([\d.]+)\)|([\d.]+)) ([\d.]+)\)$/.exec(value);
  if (match === null) throw new Error(`${name} is “${value}”, which is no colour this test can read.`);
  const [, lightness, factor, times, chroma, hue] = match;
  return luminance(
    Number(lightness) / 100,
    chroma === undefined ? Number(factor) * Number(times) : Number(chroma),
    Number(hue),
  );
}

/** From Björn Ottosson's definition of Oklab, https://bottosson.github.io/posts/oklab/ */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  const [r = 0, g = 0, bl = 0] = [red, green, blue].map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
}

/** What stands on what, and how well it has to be told apart. */
const pairs = [
  ["--accent-ink", "--accent", aa.words],
  ...["--bg", "--bg-side", "--bg-raised", "--accent-soft"].map((ground) => ["--accent", ground, aa.words] as const),
  ...["--ink", "--ink-2"].map((ink) => [ink, "--accent-soft", aa.words] as const),
  ["--accent", "--bg-hover", aa.signs],
  ["--accent", "--bg-active", aa.signs],
] as const;

for (const theme of ["light", "dark"] as const) {
  test.each(accents)(`what the accent %s is used for can be read in the ${theme} theme`, (accent) => {
    const themed = theme === "dark" ? ['[data-theme="dark"]'] : [];
    const values = valuesOf(":root", "[data-accent]", ...themed);
    for (const [name, value] of valuesOf(`[data-accent="${accent}"]`)) values.set(name, value);
    const found = pairs.map(([front, ground, least]) => {
      const [light = 0, dark = 0] = [luminanceOf(values, front), luminanceOf(values, ground)].sort((x, y) => y - x);
      return { front, ground, isEnough: (light + 0.05) / (dark + 0.05) >= least };
    });
    expect(found.filter(({ isEnough }) => !isEnough)).toEqual([]);
  });
}
