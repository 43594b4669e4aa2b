import { create } from "zustand";
import { personMemory, readMemory, stringsIn, writeMemory } from "#renderer/workspace/memory/local-memory.ts";

const memoryName = personMemory("expanded");

/** The pages that stand open in the tree, in this browser. */
export const useExpansion = create<{ readonly pageIds: string[] }>(() => ({
  pageIds: stringsIn(readMemory(memoryName)),
}));

/** Opens and closes pages in the tree. */
export function setExpanded(pageIds: readonly string[]): void {
  useExpansion.setState({ pageIds: [...new Set(pageIds)] });
  writeMemory(memoryName, useExpansion.getState().pageIds);
}

/** Opens pages in the tree beside those that stand open. */
export function expand(pageIds: readonly string[]): void {
  const { pageIds: open } = useExpansion.getState();
  if (pageIds.some((id) => !open.includes(id))) setExpanded([...open, ...pageIds]);
}
