import { eq } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageSummary } from "./page-summary.ts";

/** A lock guards against accidents and is no right: whoever may edit the page opens it again. */
export const setLocked: Handler<"pages.setLocked"> = async ({ input, actor, tx, publish }) => {
  const { pageId, isLocked } = input;
  await tx.update(pages).set({ isLocked }).where(eq(pages.id, pageId));
  const page = await readPageSummary(tx, actor.userId, pageId);
  const happened = { actorId: actor.userId, driveId: page.driveId, pageId: page.id };
  publish(page.driveId, { type: "page.lock-changed", ...happened, isLocked });
  return page;
};
