import * as Y from "yjs";
import { createDocumentProvider, type DocumentProvider } from "#renderer/realtime/document-provider.ts";
import type { WorkspaceSocket } from "#renderer/realtime/workspace-socket.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";

/** One open document: its Yjs copy here, and what keeps it equal to the server's. */
export interface DocumentSession {
  readonly doc: Y.Doc;
  readonly provider: DocumentProvider;
  readonly close: () => void;
}

/** Opens a document on the workspace's socket; closing sends what is not sent yet. */
export function openSession(socket: WorkspaceSocket, pageId: string): DocumentSession {
  const doc = new Y.Doc();
  const provider = createDocumentProvider({ socket, pageId, doc, schemaVersion });
  return {
    doc,
    provider,
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}
