/** The gradients a page's cover can be; how each looks in light and dark is said where it is shown. */
export const coverGradients = [
  ...(["dawn", "peach", "sand", "moss", "mint", "sky"] as const),
  ...(["sea", "dusk", "plum", "rose", "slate", "night"] as const),
] as const;
export type CoverGradient = (typeof coverGradients)[number];
