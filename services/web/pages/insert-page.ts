import { limits } from "#services/contracts/limits.ts";
import { canHoldPages, mayLieBelow, pageTypes } from "#services/contracts/page-types.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { indexNewPage } from "#services/search/index-page.ts";
import { pageTypeRooms } from "#services/web/page-types/every-page-type.ts";
import { summarisePage } from "./page-summary.ts";
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
    throw new OperationError("conflict", `A ${parent.type} cannot hold ${held}; choose another page.`);
  }
  if (parent.ancestorIds.length + 1 >= limits.treeDepth) {
    throw new OperationError("conflict", `Pages nest at most ${limits.treeDepth} levels deep.`);
  }
}

/** Inserts a page as the last child of its parent, with its search entry and what its type begins with. The drive is locked, rights are checked. */
export async function insertPage(tx: Transaction, page: NewPage): Promise<PageSummary> {
  const { driveId, parentId, type, title, actorId } = page;
  const parent = parentId === null ? undefined : await readPageRow(tx, parentId);
  if (parent) requireFitParent(parent, type);
  const pageId = createId();
  const [inserted] = await tx
    .insert(pages)
    .values({
      id: pageId,
      driveId,
      parentId,
      ancestorIds: parent ? [...parent.ancestorIds, parent.id] : [],
      position: await lastPosition(tx, page),
      type,
      title,
      createdBy: actorId,
      updatedBy: actorId,
    })
    .returning();
  if (!inserted) throw new Error("The page was not stored.");
  await pageTypeRooms[type].create(tx, pageId);
  await indexNewPage(tx, { pageId, title, body: "" });
  return summarisePage({ ...inserted, hasChildren: false, file: null, tags: null });
}
