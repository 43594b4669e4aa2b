import type { Handler } from "#services/web/operations/handler.ts";
import { changeUnlockedPage } from "./change-unlocked-page.ts";
import { readPageSummary } from "./page-summary.ts";

export const setPageIcon: Handler<"pages.setIcon"> = async ({ input, actor, tx, publish }) => {
  const { pageId, icon } = input;
  await changeUnlockedPage(tx, { pageId, actorId: actor.userId, set: { icon } });
  const page = await readPageSummary(tx, actor.userId, pageId);
  publish(page.driveId, { type: "page.icon-changed", actorId: actor.userId, driveId: page.driveId, pageId, icon });
  return page;
};
