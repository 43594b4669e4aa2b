import { useSyncExternalStore } from "react";
import { findDesktop } from "#renderer/desktop/window-desktop.ts";
import type { ThemeChoice } from "./appearance.ts";
import { followOtherTabs, usePreferences } from "./preferences.ts";

const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");

/** Keeps the document's look as the person chose it, here or in another tab, for as long as the page lives. */
export function keepAppearance(): void {
  const apply = () => {
    const { theme, accent, textSize } = usePreferences.getState();
    Object.assign(document.documentElement.dataset, { theme: shownTheme(theme), accent, textSize });
    // Menus and dialogs of the desktop app follow; where it does not answer, the page looks right all the same.
    findDesktop()
      ?.window.setTheme(theme)
      .catch(() => undefined);
  };
  apply();
  usePreferences.subscribe(apply);
  followOtherTabs();
  darkSystem.addEventListener("change", apply);
}

/** The theme that is on screen. */
export function useShownTheme(): "light" | "dark" {
  const choice = usePreferences(({ theme }) => theme);
  const isSystemDark = useSyncExternalStore(watchSystem, () => darkSystem.matches);
  return choice === "system" ? (isSystemDark ? "dark" : "light") : choice;
}

function shownTheme(choice: ThemeChoice): "light" | "dark" {
  if (choice !== "system") return choice;
  return darkSystem.matches ? "dark" : "light";
}

function watchSystem(onChange: () => void): () => void {
  darkSystem.addEventListener("change", onChange);
  return () => darkSystem.removeEventListener("change", onChange);
}
