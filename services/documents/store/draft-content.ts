import type { DocumentWorker } from "./document-worker.ts";
import { sharedDocumentWorker } from "./shared-worker.ts";

/** The first update of a new document: what makes an empty one say what markdown says. */
export async function draftContent(markdown: string, worker?: DocumentWorker): Promise<Uint8Array[]> {
  const { update } = await (worker ?? sharedDocumentWorker()).replace({
    head: [],
    base: null,
    markdown,
    clientIds: [],
  });
  return update === null ? [] : [update];
}
