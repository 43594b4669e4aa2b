import { prepare } from "#services/database/prepare.ts";
import { copyDocument } from "#services/documents/store/copy-document.ts";
import { createDocument } from "#services/documents/store/create-document.ts";
import { lockDocuments } from "#services/documents/store/lock-documents.ts";
import { renderSharedDocument } from "#services/web/shared-pages/render-document.ts";
import type { PageTypeRoom } from "./page-type-room.ts";

const selectText = prepare<{ readonly text: string | null }>(
  "document-text",
  "SELECT projected_text AS text FROM documents WHERE page_id = $1::uuid",
);

/** Pages that hold a document: their log goes with them, and editors that wait for it are let through first. */
export const document: PageTypeRoom = {
  create: createDocument,
  copy: copyDocument,
  async readText(q, pageId) {
    const [row] = await selectText(q, [pageId]);
    return row?.text ?? "";
  },
  renderShared: renderSharedDocument,
  release: lockDocuments,
};
