import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import { retitleEntry } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { refuseLocked } from "./change-unlocked-page.ts";
import { readPageSummary } from "./page-summary.ts";

export const renamePage: Handler<"pages.rename"> = async ({ input, actor, tx, publish }) => {
  const { pageId, title, basedOn } = input;
  const was = tx
    .select({ id: pages.id, title: sql<string>`${pages.title}`.as("from_title") })
    .from(pages)
    .where(eq(pages.id, pageId))
    .for("no key update")
    .as("was");
  const [changed] = await tx
    .update(pages)
    .set({ title, updatedAt: sql`now()`, updatedBy: actor.userId })
    .from(was)
    // Who asks again for what was done already is not told of a conflict with themselves.
    .where(
      and(
        eq(pages.id, was.id),
        basedOn === undefined ? undefined : inArray(pages.title, [basedOn, title]),
        eq(pages.isLocked, false),
      ),
    )
    .returning({ fromTitle: was.title });
  if (changed === undefined) return refuseRename(tx, pageId);
  await retitleEntry(tx, pageId);
  const page = await readPageSummary(tx, actor.userId, pageId);
  publish(page.driveId, {
    ...{ type: "page.renamed", actorId: actor.userId, driveId: page.driveId },
    ...{ pageId, title, fromTitle: changed.fromTitle },
  });
  return page;
};

async function refuseRename(tx: Transaction, pageId: string): Promise<never> {
  await refuseLocked(tx, pageId);
  const [details] = await tx
    .select({ title: pages.title, updatedBy: pages.updatedBy })
    .from(pages)
    .where(eq(pages.id, pageId));
  throw new OperationError(
    "conflict",
    "The page was renamed meanwhile. Its title stays as it is now; rename it again.",
    {
      details,
    },
  );
}
