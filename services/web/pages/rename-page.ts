import { eq, sql } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import { retitleEntry } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageSummary } from "./page-summary.ts";

export const renamePage: Handler<"pages.rename"> = async ({ input, actor, tx, publish }) => {
  const { pageId, title } = input;
  await tx.update(pages).set({ title, updatedAt: sql`now()`, updatedBy: actor.userId }).where(eq(pages.id, pageId));
  await retitleEntry(tx, pageId);
  const page = await readPageSummary(tx, actor.userId, pageId);
  publish(page.driveId, { type: "page.renamed", actorId: actor.userId, driveId: page.driveId, pageId, title });
  return page;
};
