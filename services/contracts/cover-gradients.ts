/** The gradients a page's cover can be. */
export const coverGradients = [
  ...(["dawn", "peach", "sand", "moss", "mint", "sea"] as const),
  ...(["sky", "dusk", "lilac", "plum", "rose", "slate"] as const),
] as const;
export type CoverGradient = (typeof coverGradients)[number];

interface Colors {
  /** Degrees, from the upper left to the lower right. */
  readonly hues: readonly [number, number];
  readonly chroma: number;
}

const colors: Readonly<Record<CoverGradient, Colors>> = {
  dawn: { hues: [85, 15], chroma: 0.085 },
  peach: { hues: [60, 35], chroma: 0.09 },
  sand: { hues: [95, 75], chroma: 0.05 },
  moss: { hues: [120, 150], chroma: 0.075 },
  mint: { hues: [165, 195], chroma: 0.065 },
  sea: { hues: [190, 245], chroma: 0.08 },
  sky: { hues: [230, 265], chroma: 0.075 },
  dusk: { hues: [290, 45], chroma: 0.085 },
  lilac: { hues: [280, 310], chroma: 0.075 },
  plum: { hues: [325, 295], chroma: 0.1 },
  rose: { hues: [10, 345], chroma: 0.085 },
  slate: { hues: [255, 270], chroma: 0.02 },
};

/** A gradient as the value of CSS's `background`, lighter or darker as the colour scheme of its place is. */
export function coverBackground(name: CoverGradient): string {
  const { hues, chroma } = colors[name];
  const stop = (hue: number, lightness: { readonly light: number; readonly dark: number }) =>
    `light-dark(oklch(${lightness.light}% ${chroma} ${hue}), oklch(${lightness.dark}% ${chroma} ${hue}))`;
  return `linear-gradient(120deg, ${stop(hues[0], { light: 91, dark: 44 })}, ${stop(hues[1], { light: 80, dark: 32 })})`;
}
