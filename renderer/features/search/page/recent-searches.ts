import { create } from "zustand";
import { personMemory, readMemory, writeMemory } from "#renderer/workspace/memory/local-memory.ts";

const keptAtMost = 8;
const memoryName = personMemory("searches");

/** What the person searched for on this device, the last first. */
export const useRecentSearches = create<{ readonly queries: readonly string[] }>(() => ({ queries: readStored() }));

/** Notes a search that led somewhere. */
export function noteSearch(query: string): void {
  const words = query.trim();
  if (words === "") return;
  keep([words, ...useRecentSearches.getState().queries.filter((known) => known !== words)].slice(0, keptAtMost));
}

/** Forgets all of them. */
export function forgetSearches(): void {
  keep([]);
}

function keep(queries: readonly string[]): void {
  useRecentSearches.setState({ queries });
  writeMemory(memoryName, queries);
}

function readStored(): readonly string[] {
  const stored = readMemory(memoryName);
  return Array.isArray(stored) ? stored.filter((query) => typeof query === "string").slice(0, keptAtMost) : [];
}
