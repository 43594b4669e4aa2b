import { create } from "zustand";
import { readMemory, writeMemory } from "#renderer/workspace/memory/local-memory.ts";

const themes = ["light", "dark", "system"] as const;
export type ThemeChoice = (typeof themes)[number];

/** Bounds of the sidebar's width, in CSS pixels. */
export const sidebarWidth = { min: 200, usual: 252, max: 480 } as const;

interface Preferences {
  readonly theme: ThemeChoice;
  readonly sidebarWidth: number;
  readonly isSidebarOpen: boolean;
}

const memoryName = "pagespace.preferences";

/** How this browser shows the app, whoever is signed in. */
export const usePreferences = create<Preferences>(() => readPreferences());

/** Changes preferences and remembers them. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  writeMemory(memoryName, usePreferences.getState());
}

function readPreferences(): Preferences {
  const stored = readMemory(memoryName);
  const known: Readonly<Record<string, unknown>> = typeof stored === "object" && stored !== null ? { ...stored } : {};
  const width = known["sidebarWidth"];
  return {
    theme: themes.find((theme) => theme === known["theme"]) ?? "system",
    sidebarWidth: typeof width === "number" ? clampSidebarWidth(width) : sidebarWidth.usual,
    isSidebarOpen: known["isSidebarOpen"] !== false,
  };
}

/** The nearest width the sidebar may have. */
export function clampSidebarWidth(width: number): number {
  return Math.min(sidebarWidth.max, Math.max(sidebarWidth.min, Math.round(width)));
}
