import { and, asc, inArray, isNull, sql } from "drizzle-orm";
import { filterVisiblePages, readDriveAccess } from "#services/access/page-access.ts";
import { limits } from "#services/contracts/limits.ts";
import { type PageSummary, PageType } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { pageTags } from "#services/database/schema/tags.ts";
import { readdressDocuments } from "#services/documents/store/readdress-document.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { indexPage } from "#services/search/index-page.ts";
import type { CallContext } from "#services/web/context.ts";
import { pageTypeRooms } from "#services/web/page-types/every-page-type.ts";
import { requireFitParent } from "./insert-page.ts";
import { readPageSummary } from "./page-summary.ts";
import { type PageRow, readPageRow } from "./read-page-row.ts";
import { refuseUnmanagedCrossing } from "./refuse-unmanaged-crossing.ts";
import type { Place } from "./sibling-position.ts";

/** The page and the live pages below it that a person sees, each after its parent. */
async function listCopied(tx: Transaction, userId: string, page: PageRow): Promise<PageRow[]> {
  const below = await tx
    .select()
    .from(pages)
    .where(and(sql`${pages.ancestorIds} @> ARRAY[${page.id}]::uuid[]`, sql`${pages.trashedAt} IS NULL`))
    .orderBy(sql`cardinality(${pages.ancestorIds})`, asc(pages.position))
    .limit(limits.duplicatedPages);
  const visible = await filterVisiblePages(
    tx,
    userId,
    below.map(({ id }) => id),
  );
  const copied = new Map([[page.id, page]]);
  for (const row of below) {
    // What a person sees below something hidden has no place in the copy.
    if (visible.has(row.id) && row.parentId !== null && copied.has(row.parentId)) copied.set(row.id, row);
  }
  if (below.length >= limits.duplicatedPages) {
    const message = `More than ${limits.duplicatedPages} pages lie below it; duplicate parts of it. Nothing was copied.`;
    throw new OperationError("conflict", message);
  }
  return [...copied.values()];
}

interface Copying {
  readonly rows: readonly PageRow[];
  readonly otherIds: ReadonlyMap<string, string>;
  readonly actorId: string;
}

/** What is restricted stays so for the same people, and for the one who copies. */
async function copyRestrictions(tx: Transaction, { rows, otherIds, actorId }: Copying): Promise<void> {
  const restricted = rows.filter(({ accessMode }) => accessMode === "restricted");
  const [first] = restricted;
  if (first === undefined) return;
  const ids = restricted.map(({ id }) => id);
  const grants = await tx.select().from(pagePermissions).where(inArray(pagePermissions.pageId, ids));
  const drive = await readDriveAccess(tx, actorId, first.driveId);
  const kept = grants.filter(({ userId }) => userId !== actorId || drive?.level === "manage");
  const values = kept.map((grant) => ({ ...grant, id: createId(), pageId: otherIds.get(grant.pageId) ?? "" }));
  const own = drive?.level === "manage" ? [] : ids;
  const level = "manage" as const;
  const all = [
    ...values,
    ...own.map((id) => ({
      id: createId(),
      pageId: otherIds.get(id) ?? "",
      userId: actorId,
      level,
      grantedBy: actorId,
    })),
  ];
  if (all.length > 0) await tx.insert(pagePermissions).values(all);
}

/** Copies carry what the pages carry. */
async function copyTags(tx: Transaction, { rows, otherIds }: Copying): Promise<void> {
  const carried = await tx
    .select()
    .from(pageTags)
    .where(
      and(
        inArray(
          pageTags.pageId,
          rows.map(({ id }) => id),
        ),
        isNull(pageTags.setAsideAt),
      ),
    );
  const values = carried.map(({ pageId, tagId }) => ({ pageId: otherIds.get(pageId) ?? "", tagId }));
  if (values.length > 0) await tx.insert(pageTags).values(values);
}

async function copyPages(tx: Transaction, { rows, otherIds }: Copying): Promise<void> {
  for (const row of rows) {
    const pageId = otherIds.get(row.id) ?? "";
    const room = pageTypeRooms[PageType.parse(row.type)];
    await room.copy(tx, { fromId: row.id, toId: pageId });
    await indexPage(tx, { pageId, body: await room.readText(tx, row.id) });
  }
}

/** What a copy needs of the operation that makes it. */
type CopyScope = Pick<CallContext<unknown>, "tx" | "actor" | "publish" | "rightsChanged" | "documentGrew">;

interface CopyOrder {
  readonly pageId: string;
  /** Null: the root of the page's drive. */
  readonly parentId: string | null;
  /** Where among its siblings the copy comes to lie. */
  readonly findPosition: (tx: Transaction, page: PageRow, place: Place) => Promise<string>;
  /** How the copied page differs from the page, and how every copy does. */
  readonly retitle: (tx: Transaction, page: PageRow, place: Place) => string | Promise<string>;
  readonly change?: Partial<Pick<PageRow, "isTemplate">>;
}

/** Copies a page with what lies below it, as far as the actor sees that, with documents, files and restrictions; tells of it. */
export async function copyTree(scope: CopyScope, order: CopyOrder): Promise<PageSummary> {
  const { actor, tx, publish, rightsChanged, documentGrew } = scope;
  const page = await readPageRow(tx, order.pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
  const parent = order.parentId === null ? undefined : await readPageRow(tx, order.parentId);
  if (parent) requireFitParent(parent, PageType.parse(page.type));
  const rows = await listCopied(tx, actor.userId, page);
  const otherIds = new Map(rows.map(({ id }) => [id, createId()]));
  const ancestorIds = parent ? [...parent.ancestorIds, parent.id] : [];
  // A copy of what is hidden must not come to lie where everybody sees it, as where its own parent is not to be seen.
  await refuseUnmanagedCrossing(tx, actor.userId, { page, ancestorIds });
  const deepest = Math.max(...rows.map((row) => row.ancestorIds.length)) - page.ancestorIds.length;
  if (ancestorIds.length + deepest >= limits.treeDepth) {
    throw new OperationError("conflict", `Pages nest at most ${limits.treeDepth} levels deep; nothing was copied.`);
  }
  const place = { driveId: page.driveId, parentId: parent?.id ?? null };
  const position = await order.findPosition(tx, page, place);
  const title = await order.retitle(tx, page, place);
  const idOf = (id: string) => otherIds.get(id) ?? id;
  const author = { createdBy: actor.userId, updatedBy: actor.userId };
  const now = new Date();
  const coverOf = ({ cover }: PageRow): PageRow["cover"] => {
    if (cover?.kind !== "picture") return cover;
    const fileId = otherIds.get(cover.fileId);
    return fileId === undefined ? null : { ...cover, fileId };
  };
  await tx.insert(pages).values(
    rows.map((row) => ({
      ...{ ...row, ...order.change, ...author, id: idOf(row.id), createdAt: now, updatedAt: now },
      ...{ isLocked: false, cover: coverOf(row) },
      ...(row.id === page.id
        ? { parentId: place.parentId, ancestorIds, position, title }
        : {
            parentId: row.parentId === null ? null : idOf(row.parentId),
            ancestorIds: [...ancestorIds, ...row.ancestorIds.slice(page.ancestorIds.length).map(idOf)],
          }),
    })),
  );
  const copying = { rows, otherIds, actorId: actor.userId };
  await copyRestrictions(tx, copying);
  await copyTags(tx, copying);
  await copyPages(tx, copying);
  const grown = await readdressDocuments(tx, { pageIds: [...otherIds.values()], otherIds, actorId: actor.userId });
  for (const [pageId, seq] of grown) documentGrew(pageId, seq);
  if (rows.some(({ accessMode }) => accessMode === "restricted")) rightsChanged(page.driveId);
  const copy = await readPageSummary(tx, actor.userId, idOf(page.id));
  publish(page.driveId, {
    type: "page.created",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: copy.id,
    page: copy,
  });
  return copy;
}
