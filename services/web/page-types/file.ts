import { prepare } from "#services/database/prepare.ts";
import { renderSharedFile } from "#services/web/shared-pages/render-file.ts";
import type { PageTypeRoom } from "./page-type-room.ts";

const selectText = prepare<{ readonly text: string | null }>(
  "file-text",
  `SELECT f.text_content AS text FROM page_files l JOIN files f ON f.content_hash = l.content_hash
   WHERE l.page_id = $1::uuid`,
);

const copyLink = prepare<Record<string, never>>(
  "copy-page-file",
  `INSERT INTO page_files (page_id, content_hash, name)
   SELECT $2::uuid, content_hash, name FROM page_files WHERE page_id = $1::uuid`,
);

/** Pages that show a file. The upload records the bytes of a new one; bytes that no page shows are collected later. */
export const file: PageTypeRoom = {
  create: async () => undefined,
  async copy(tx, { fromId, toId }) {
    await copyLink(tx, [fromId, toId]);
  },
  async readText(q, pageId) {
    const [row] = await selectText(q, [pageId]);
    return row?.text ?? "";
  },
  renderShared: renderSharedFile,
  release: async () => undefined,
};
