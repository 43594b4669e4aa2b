import { eq } from "drizzle-orm";
import { pageTypes } from "#services/contracts/page-types.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

/** The page of a document. Throws `not-found` for a page that is gone and `invalid-input` for one that holds no document. */
export async function readDocumentPage(queryable: Queryable, pageId: string): Promise<{ readonly isTrashed: boolean }> {
  const [page] = await queryable
    .select({ type: pages.type, trashedAt: pages.trashedAt })
    .from(pages)
    .where(eq(pages.id, pageId));
  if (!page) throw new OperationError("not-found", "This page does not exist.");
  if (pageTypes[PageType.parse(page.type)].stores !== "document") {
    throw new OperationError("invalid-input", "This page holds no document.");
  }
  return { isTrashed: page.trashedAt !== null };
}
