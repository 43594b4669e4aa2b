import { eq, sql } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageSummary } from "./page-summary.ts";

export const setTemplate: Handler<"pages.setTemplate"> = async ({ input, actor, tx, publish }) => {
  const { pageId, isTemplate } = input;
  const change = { isTemplate, updatedAt: sql`now()`, updatedBy: actor.userId };
  await tx.update(pages).set(change).where(eq(pages.id, pageId));
  const page = await readPageSummary(tx, actor.userId, pageId);
  const happened = { actorId: actor.userId, driveId: page.driveId, pageId: page.id };
  publish(page.driveId, { type: "page.template-changed", ...happened, isTemplate });
  return page;
};
