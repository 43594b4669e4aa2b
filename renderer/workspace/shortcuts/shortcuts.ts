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
  /** Everything is saved as it is typed; browsers would save the page as a file. */
  save: "Mod+S",
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

/**
 * Whether a key press is a combination. A letter is found at its usual place too where the layout writes another script;
 * a sign may need Shift or AltGr on some layouts, so these do not count with it.
 */
export function isShortcut(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.split("+");
  const key = parts.at(-1) ?? "";
  const isSign = /^[^A-Za-z0-9]$/.test(key);
  const isAltGr = isSign && event.getModifierState("AltGraph");
  return (
    (isApple ? event.metaKey : event.ctrlKey) === parts.includes("Mod") &&
    (isApple ? !event.ctrlKey : !event.metaKey) &&
    (isSign || event.shiftKey === parts.includes("Shift")) &&
    (isAltGr || event.altKey === parts.includes("Alt")) &&
    isKey(event, key)
  );
}

function isKey(event: KeyboardEvent, key: string): boolean {
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  return key.length === 1 && event.code === `Key${key}` && !/^[a-z]$/i.test(event.key);
}

/** Whether a key press writes or moves the caret: ⌥ does both on Apple's systems. */
export function isWriting(event: KeyboardEvent): boolean {
  const isInText =
    event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.matches("input, textarea"));
  return isApple && isInText && event.altKey && !event.metaKey;
}

/** The combination that makes a new page in this window. */
export const shownNewPageShortcut = showShortcut("desktop" in window ? shortcuts.newPage : shortcuts.newPageInBrowser);
