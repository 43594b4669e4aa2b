import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import type { files } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

export type PageFile = Omit<typeof files.$inferSelect, "attempts" | "createdAt"> & { readonly name: string };

const selectPageFile = prepare<Omit<PageFile, "sizeBytes"> & { readonly sizeBytes: string }>(
  "page-file",
  `SELECT f.content_hash AS "contentHash", f.size_bytes AS "sizeBytes", f.media_type AS "mediaType", f.preview,
     f.preview_reason AS "previewReason", f.text, f.text_reason AS "textReason", f.text_content AS "textContent", l.name
   FROM page_files l JOIN files f ON f.content_hash = l.content_hash WHERE l.page_id = $1::uuid`,
);

/** The file that a page shows; `not-found` for a page of another type. */
export async function readPageFile(q: Queryable, pageId: string): Promise<PageFile> {
  const [file] = await selectPageFile(q, [pageId]);
  if (!file) throw new OperationError("not-found", "This page holds no file.");
  return { ...file, sizeBytes: Number(file.sizeBytes) };
}
