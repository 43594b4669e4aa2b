/** Every shortcut of the shell, by what it does; `Mod` is ⌘ on Apple's systems and Ctrl elsewhere. */
export const shortcuts = {
  palette: "Mod+K",
  commands: "Mod+P",
  searchAll: "Mod+Shift+F",
  /** In the desktop window; browsers keep it for themselves. */
  newPage: "Mod+N",
  newPageInBrowser: "Mod+Alt+N",
  sidebar: "Mod+\\",
  settings: "Mod+,",
  shortcutSheet: "Mod+/",
  back: "Alt+ArrowLeft",
  forward: "Alt+ArrowRight",
  rename: "F2",
  trash: "Delete",
  closeTab: "Alt+W",
} as const;

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

const signs: Readonly<Record<string, string>> = isApple
  ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", ArrowLeft: "←", ArrowRight: "→", Delete: "⌫" }
  : { Mod: "Ctrl", ArrowLeft: "←", ArrowRight: "→", Delete: "Del" };

/** A combination as this system writes it, such as `⌘K` or `Ctrl+K`. */
export function showShortcut(combination: string): string {
  const parts = combination.split("+").map((part) => signs[part] ?? part);
  return parts.join(isApple ? "" : "+");
}

/** Whether a key press is a combination; the letter is compared without regard to Shift. */
export function isShortcut(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.split("+");
  const key = parts.at(-1) ?? "";
  const wantsMod = parts.includes("Mod");
  return (
    (isApple ? event.metaKey : event.ctrlKey) === wantsMod &&
    (isApple ? !event.ctrlKey : !event.metaKey) &&
    event.shiftKey === parts.includes("Shift") &&
    event.altKey === parts.includes("Alt") &&
    (event.key.toLowerCase() === key.toLowerCase() || (key.length === 1 && event.code === `Key${key}`))
  );
}

/** The combination that makes a new page in this window. */
export const shownNewPageShortcut = showShortcut("desktop" in window ? shortcuts.newPage : shortcuts.newPageInBrowser);
