import * as Y from "yjs";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { createDocumentLink } from "./document-link.ts";
import { holdsTree } from "./holds-tree.ts";
import type { WorkspaceSocket } from "./workspace-socket.ts";

/** A document with changes the server may lack. */
export interface UnsentDocument {
  readonly state: Uint8Array;
  /** The updates among which the changes are, in order. */
  readonly unsent: readonly Uint8Array[];
}

interface Lingering {
  /** Ends the sending and gives what it was sending. */
  take(): UnsentDocument;
}

const lingeringOf = new WeakMap<WorkspaceSocket, Map<string, Lingering>>();

/** Goes on sending a document nobody edits any more, until the server has it or the editing of it begins anew. */
export function lingerDocument(socket: WorkspaceSocket, pageId: string, { state, unsent }: UnsentDocument): void {
  const doc = new Y.Doc();
  const earlier = takeLingering(socket, pageId);
  if (earlier) applyUpdate(doc, earlier.state);
  applyUpdate(doc, state);
  const link = createDocumentLink({
    socket,
    pageId,
    doc,
    schemaVersion: undefined,
    origin: doc,
    onOpened: () => undefined,
    onAwareness: () => undefined,
    onDisconnected: () => undefined,
  });
  link.markLoaded({ unsent: [...(earlier?.unsent ?? []), ...unsent] });
  const lingering = lingeringOf.get(socket) ?? new Map<string, Lingering>();
  lingeringOf.set(socket, lingering);

  function end(): void {
    stop();
    lingering.delete(pageId);
    link.end();
    doc.destroy();
  }

  const stop = link.status.subscribe(() => {
    if (link.status.read().state !== "saved") return;
    void socket.localCopies?.markSent(pageId).catch(() => undefined);
    end();
  });
  lingering.set(pageId, {
    take() {
      const taken = { state: Y.encodeStateAsUpdate(doc), unsent: link.readUnsent() };
      end();
      return taken;
    },
  });
}

/** Takes over what is still being sent of a document. */
export function takeLingering(socket: WorkspaceSocket, pageId: string): UnsentDocument | undefined {
  return lingeringOf.get(socket)?.get(pageId)?.take();
}

/** Sends what this device kept unsent of documents that are not open, for instance after a reload while offline. */
export async function sendKeptDocuments(socket: WorkspaceSocket): Promise<void> {
  const copies = socket.localCopies;
  if (!copies) return;
  for (const pageId of await copies.listUnsent()) {
    const copy = await copies.find(pageId);
    if (!copy || socket.documents.isInUse(pageId)) continue;
    // Its words are merged when the page is opened: the server takes nothing of that form.
    if (holdsTree(copy.updates)) continue;
    lingerDocument(socket, pageId, { state: Y.mergeUpdates([...copy.updates]), unsent: copy.updates });
  }
}
