import { create } from "zustand";
import { readMemory, writeMemory } from "#renderer/workspace/memory/local-memory.ts";
import { type Appearance, readAppearance } from "./appearance.ts";

/** Bounds of the sidebar's width, in CSS pixels. */
export const sidebarWidth = { min: 200, usual: 252, max: 480 } as const;

interface Preferences extends Appearance {
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

/** Takes over the look that was chosen in another tab; widths stay as they are in this one. */
export function followOtherTabs(): void {
  window.addEventListener("storage", ({ key }) => {
    if (key === memoryName) usePreferences.setState(readAppearance(readKnown()));
  });
}

function readKnown(): Readonly<Record<string, unknown>> {
  const stored = readMemory(memoryName);
  return typeof stored === "object" && stored !== null ? { ...stored } : {};
}

function readPreferences(): Preferences {
  const known = readKnown();
  const width = known["sidebarWidth"];
  return {
    ...readAppearance(known),
    sidebarWidth: typeof width === "number" ? clampSidebarWidth(width) : sidebarWidth.usual,
    isSidebarOpen: known["isSidebarOpen"] !== false,
  };
}

/** The nearest width the sidebar may have. */
export function clampSidebarWidth(width: number): number {
  return Math.min(sidebarWidth.max, Math.max(sidebarWidth.min, Math.round(width)));
}
