import { eq, or, sql } from "drizzle-orm";
import { listEveryViewer } from "#services/access/page-access.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { pageTypeRooms } from "#services/web/page-types/every-page-type.ts";
import { readPageRow } from "./read-page-row.ts";

/** Takes what is about to go as those take it who edit or project documents: pages first, then what they hold, each ascending. */
async function lockSubtree(tx: Transaction, pageId: string): Promise<void> {
  const subtree = await tx
    .select({ id: pages.id, type: pages.type })
    .from(pages)
    .where(or(eq(pages.id, pageId), sql`${pages.ancestorIds} @> ARRAY[${pageId}]::uuid[]`))
    .orderBy(pages.id)
    .for("update");
  // Types that hold the same kind of thing share how it is taken: together, so that the order holds across types.
  const byRelease = Map.groupBy(subtree, ({ type }) => pageTypeRooms[PageType.parse(type)].release);
  for (const [release, held] of byRelease) {
    await release(
      tx,
      held.map(({ id }) => id),
    );
  }
}

export const deletePage: Handler<"pages.delete"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const page = await readPageRow(tx, input.pageId);
  if (page.trashedAt === null) {
    throw new OperationError(
      "conflict",
      "Only a page in the trash can be deleted for ever; move it to the trash first.",
    );
  }
  const viewers = await listEveryViewer(tx, page.id);
  await lockSubtree(tx, page.id);
  await tx.delete(pages).where(eq(pages.id, page.id));
  rightsChanged(page.driveId);
  publish(
    page.driveId,
    { type: "page.deleted", actorId: actor.userId, driveId: page.driveId, pageId: page.id },
    viewers,
  );
  return {};
};
