import type { LocalCopies } from "#renderer/realtime/local-copies.ts";

/** How long the browser may take to delete the copies; it finishes by itself after that. In milliseconds. */
const deletingMs = 3_000;

/**
 * Deletes what this browser keeps of a person's documents: first the contents, then the database, which has to wait
 * until every tab lets go of it. Resolves when both are gone, or when the browser takes too long.
 */
export async function deleteCopies(databaseName: string, copies: LocalCopies | undefined): Promise<void> {
  // A browser without IndexedDB kept nothing there.
  if (!("indexedDB" in window)) return;
  await Promise.race([emptyAndDelete(databaseName, copies), pause(deletingMs)]);
}

async function emptyAndDelete(databaseName: string, copies: LocalCopies | undefined): Promise<void> {
  // Where the contents cannot be deleted on their own, they go with the database.
  await copies?.deleteAll().catch(() => undefined);
  await new Promise<void>((resolve) => {
    const request = window.indexedDB.deleteDatabase(databaseName);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
  });
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
