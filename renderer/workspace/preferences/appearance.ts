/** The colours of which one marks what is chosen, linked and focused; their values are in `styles/tokens.css`. */
export const accents = ["indigo", "violet", "pink", "red", "amber", "green", "teal", "graphite"] as const;
export type Accent = (typeof accents)[number];

/** Sizes of all text, that of documents included. */
export const textSizes = ["small", "normal", "large"] as const;
export type TextSize = (typeof textSizes)[number];

export const themes = ["light", "dark", "system"] as const;
export type ThemeChoice = (typeof themes)[number];

/** How the app looks in this browser. */
export interface Appearance {
  readonly theme: ThemeChoice;
  readonly accent: Accent;
  readonly textSize: TextSize;
}

/** The appearance in what a browser remembers; what is missing or not known is the usual one. */
export function readAppearance(known: Readonly<Record<string, unknown>>): Appearance {
  return {
    theme: themes.find((theme) => theme === known["theme"]) ?? "system",
    accent: accents.find((accent) => accent === known["accent"]) ?? "indigo",
    textSize: textSizes.find((size) => size === known["textSize"]) ?? "normal",
  };
}
