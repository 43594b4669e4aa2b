import type { LocalCopies } from "#renderer/realtime/local-copies.ts";

export interface MemoryCopies extends LocalCopies {
  /** What is kept of a page now. */
  kept(pageId: string): readonly Uint8Array[];
}

/** Copies that live as long as the test, as IndexedDB's outlive a reload; tells of every write. */
export function createMemoryCopies(onWrite: () => void): MemoryCopies {
  const kept = new Map<string, Uint8Array[]>();
  const unsent = new Set<string>();
  const claimed = new Set<string>();
  return {
    kept: (pageId) => kept.get(pageId) ?? [],
    async find(pageId) {
      const updates = kept.get(pageId);
      return updates && { updates, isUnsent: unsent.has(pageId), through: updates.length };
    },
    async append(pageId, updates, isUnsent) {
      kept.set(pageId, [...(kept.get(pageId) ?? []), ...updates]);
      if (isUnsent) unsent.add(pageId);
      onWrite();
    },
    async replace(pageId, { through }, state) {
      kept.set(pageId, [state, ...(kept.get(pageId) ?? []).slice(through)]);
    },
    async markSent(pageId) {
      unsent.delete(pageId);
    },
    async claim(pageId, { updates }) {
      if (kept.get(pageId)?.[0] !== updates[0]) return "gone";
      if (claimed.has(pageId)) return "taken";
      claimed.add(pageId);
      return "claimed";
    },
    async listUnsent() {
      return [...unsent];
    },
    async deleteAll() {
      kept.clear();
      unsent.clear();
    },
  };
}
