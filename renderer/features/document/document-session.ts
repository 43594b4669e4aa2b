import * as Y from "yjs";
import { createDocumentProvider, type DocumentProvider } from "#renderer/realtime/document-provider.ts";
import type { WorkspaceSocket } from "#renderer/realtime/workspace-socket.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { createUndoing } from "./create-undoing.ts";

/** One open document: its Yjs copy here, what can be undone in it, and what keeps it equal to the server's. */
export interface DocumentSession {
  readonly doc: Y.Doc;
  readonly undoing: Y.UndoManager;
  readonly provider: DocumentProvider;
  readonly close: () => void;
}

type Kept = Pick<DocumentSession, "doc" | "undoing">;

/** Documents that stay in memory after they were left, so that what was done there can still be undone. */
const mostKept = 10;
const keptOf = new WeakMap<WorkspaceSocket, Map<string, Kept>>();

/** Opens a document on the workspace's socket; closing sends what is not sent yet. */
export function openSession(socket: WorkspaceSocket, pageId: string): DocumentSession {
  const kept = keptOf.get(socket) ?? new Map<string, Kept>();
  keptOf.set(socket, kept);
  const { doc, undoing } = kept.get(pageId) ?? createDocument();
  // While it is open it is nobody else's to take.
  kept.delete(pageId);
  const provider = createDocumentProvider({ socket, pageId, doc, schemaVersion });
  return {
    doc,
    undoing,
    provider,
    close: () => {
      provider.destroy();
      kept.get(pageId)?.doc.destroy();
      kept.set(pageId, { doc, undoing });
      const [oldest] = kept.keys();
      if (kept.size <= mostKept || oldest === undefined) return;
      kept.get(oldest)?.doc.destroy();
      kept.delete(oldest);
    },
  };
}

function createDocument(): Kept {
  const doc = new Y.Doc();
  return { doc, undoing: createUndoing(doc) };
}
