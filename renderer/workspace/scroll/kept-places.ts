import { readTabMemory, writeTabMemory } from "#renderer/workspace/memory/local-memory.ts";
import type { Place } from "./page-blocks.ts";

const memoryName = "scroll";
const pagesAtMost = 200;

/** By page, the one looked at last at the end. */
const places = new Map<string, Place>(placesIn(readTabMemory(memoryName)));

/** Where this tab of the browser left a page. */
export function findKeptPlace(pageId: string): Place | undefined {
  return places.get(pageId);
}

/** Notes where a page stands. */
export function keepPlace(pageId: string, place: Place): void {
  places.delete(pageId);
  places.set(pageId, place);
  const [oldest] = places.keys();
  if (places.size > pagesAtMost && oldest !== undefined) places.delete(oldest);
}

/** Writes down what is noted, so that it outlives a reload. */
export function writePlaces(): void {
  writeTabMemory(memoryName, [...places]);
}

/** The places in what was written down; anything else is left out. */
export function placesIn(value: unknown): readonly (readonly [string, Place])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [pageId, place]: readonly unknown[] = entry;
    return typeof pageId === "string" && isPlace(place) ? [[pageId, place] as const] : [];
  });
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== "object" || value === null) return false;
  const { block, offset, top }: { block?: unknown; offset?: unknown; top?: unknown } = value;
  const isBlock = block === null || (Number.isSafeInteger(block) && Number(block) >= 0);
  return isBlock && Number.isFinite(offset) && Number.isFinite(top);
}
