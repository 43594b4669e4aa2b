import { eq, sql } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageSummary } from "./page-summary.ts";

export const setPageIcon: Handler<"pages.setIcon"> = async ({ input, actor, tx, publish }) => {
  const { pageId, icon } = input;
  await tx.update(pages).set({ icon, updatedAt: sql`now()`, updatedBy: actor.userId }).where(eq(pages.id, pageId));
  const page = await readPageSummary(tx, actor.userId, pageId);
  publish(page.driveId, { type: "page.icon-changed", actorId: actor.userId, driveId: page.driveId, pageId, icon });
  return page;
};
