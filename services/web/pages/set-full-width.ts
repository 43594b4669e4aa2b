import { eq } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageSummary } from "./page-summary.ts";

/** How wide a page is says nothing else, so nobody is named as who changed it last. */
export const setFullWidth: Handler<"pages.setFullWidth"> = async ({ input, actor, tx, publish }) => {
  const { pageId, isFullWidth } = input;
  await tx.update(pages).set({ isFullWidth }).where(eq(pages.id, pageId));
  const page = await readPageSummary(tx, actor.userId, pageId);
  const happened = { actorId: actor.userId, driveId: page.driveId, pageId: page.id };
  publish(page.driveId, { type: "page.width-changed", ...happened, isFullWidth });
  return page;
};
