import { limits } from "#services/contracts/limits.ts";
import { canHoldPages, mayLieBelow, PageType, pageTypes } from "#services/contracts/page-types.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { createDocument } from "#services/documents/store/create-document.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { indexPage } from "#services/search/index-page.ts";
import { readPageSummary } from "./page-summary.ts";
import { type PageRow, readPageRow } from "./read-page-row.ts";
import { lastPosition } from "./sibling-position.ts";

export interface NewPage {
  readonly driveId: string;
  readonly parentId: string | null;
  readonly type: PageType;
  readonly title: string;
  readonly actorId: string;
}

/** Refuses a parent that cannot take a child of a type: trashed, of a type that holds none or not this one, or too deep. */
export function requireFitParent(parent: PageRow, type: PageType): void {
  if (parent.trashedAt !== null) {
    throw new OperationError("conflict", "That page is in the trash; restore it before putting something into it.");
  }
  const declaration = pageTypes[PageType.parse(parent.type)];
  if (!mayLieBelow(type, declaration)) {
    const held = canHoldPages(declaration) ? `a page of type “${type}”` : "other pages";
    throw new OperationError("conflict", `A ${parent.type} cannot hold ${held}; choose a folder or a document.`);
  }
  if (parent.ancestorIds.length + 1 >= limits.treeDepth) {
    throw new OperationError("conflict", `Pages nest at most ${limits.treeDepth} levels deep.`);
  }
}

/** Inserts a page as the last child of its parent, with its search entry and empty document. The drive is locked, rights are checked. */
export async function insertPage(tx: Transaction, page: NewPage): Promise<PageSummary> {
  const parent = page.parentId === null ? undefined : await readPageRow(tx, page.parentId);
  if (parent) requireFitParent(parent, page.type);
  const id = createId();
  await tx.insert(pages).values({
    id,
    driveId: page.driveId,
    parentId: page.parentId,
    ancestorIds: parent ? [...parent.ancestorIds, parent.id] : [],
    position: await lastPosition(tx, page),
    type: page.type,
    title: page.title,
    createdBy: page.actorId,
    updatedBy: page.actorId,
  });
  if (pageTypes[page.type].stores === "document") await createDocument(tx, id);
  await indexPage(tx, { pageId: id, body: "" });
  return readPageSummary(tx, page.actorId, id);
}
