import { create } from "zustand";
import { personMemory, readMemory, stringsIn, writeMemory } from "#renderer/workspace/memory/local-memory.ts";

interface Tabs {
  /** Page ids, in the order of the tabs. */
  readonly pageIds: readonly string[];
  readonly activeId: string | null;
  /** Pages the person looked at, the last one first. */
  readonly recentIds: readonly string[];
}

const recentAtMost = 20;

function memoryOf(part: "tabs" | "recent"): string {
  return personMemory(part);
}

/** The open tabs of the signed-in person in this browser. */
export const useTabs = create<Tabs>(() => ({
  pageIds: stringsIn(readMemory(memoryOf("tabs"))),
  activeId: null,
  recentIds: stringsIn(readMemory(memoryOf("recent"))),
}));

useTabs.subscribe(({ pageIds, recentIds }, before) => {
  if (pageIds !== before.pageIds) writeMemory(memoryOf("tabs"), pageIds);
  if (recentIds !== before.recentIds) writeMemory(memoryOf("recent"), recentIds);
});

/** Shows a page in the active tab, or in its own where it has one. */
export function showInTab(pageId: string): void {
  useTabs.setState(({ pageIds, activeId, recentIds }) => ({
    pageIds: placeTab(pageIds, activeId, pageId),
    activeId: pageId,
    recentIds: [pageId, ...recentIds.filter((id) => id !== pageId)].slice(0, recentAtMost),
  }));
}

/** Adds a tab beside the active one without going there. */
export function openTabBehind(pageId: string): void {
  useTabs.setState(({ pageIds, activeId }) => {
    if (pageIds.includes(pageId)) return {};
    const at = activeId === null ? pageIds.length : pageIds.indexOf(activeId) + 1;
    return { pageIds: pageIds.toSpliced(at, 0, pageId) };
  });
}

/** No tab is active: something else than a page is shown. */
export function leaveTabs(): void {
  useTabs.setState({ activeId: null });
}

/** Closes a tab; gives the page to show next when it was the active one, null when none is left. */
export function closeTab(pageId: string): { readonly nextId: string | null } | undefined {
  const { pageIds, activeId } = useTabs.getState();
  const index = pageIds.indexOf(pageId);
  if (index < 0) return undefined;
  const rest = pageIds.toSpliced(index, 1);
  useTabs.setState({ pageIds: rest });
  if (pageId !== activeId) return undefined;
  useTabs.setState({ activeId: null });
  return { nextId: rest[index] ?? rest.at(-1) ?? null };
}

/** Forgets a page that is gone. */
export function forgetPage(pageId: string): void {
  useTabs.setState(({ pageIds, recentIds }) => ({
    pageIds: pageIds.filter((id) => id !== pageId),
    recentIds: recentIds.filter((id) => id !== pageId),
  }));
}

function placeTab(pageIds: readonly string[], activeId: string | null, pageId: string): readonly string[] {
  if (pageIds.includes(pageId)) return pageIds;
  if (activeId === null || !pageIds.includes(activeId)) return [...pageIds, pageId];
  return pageIds.map((id) => (id === activeId ? pageId : id));
}
