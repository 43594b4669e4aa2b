import { eq } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { files, pageFiles } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

export type PageFile = typeof files.$inferSelect & { readonly name: string };

/** The file that a page shows; `not-found` for a page of another type. */
export async function readPageFile(q: Queryable, pageId: string): Promise<PageFile> {
  const [found] = await q
    .select({ file: files, name: pageFiles.name })
    .from(pageFiles)
    .innerJoin(files, eq(files.contentHash, pageFiles.contentHash))
    .where(eq(pageFiles.pageId, pageId));
  if (!found) throw new OperationError("not-found", "This page holds no file.");
  return { ...found.file, name: found.name };
}
