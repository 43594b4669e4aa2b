import type { Handler } from "#services/web/operations/handler.ts";
import { insertPage } from "./insert-page.ts";

export const createPage: Handler<"pages.create"> = async ({ input, actor, tx, publish }) => {
  const page = await insertPage(tx, {
    driveId: input.driveId,
    parentId: input.parentId ?? null,
    type: input.type,
    title: input.title,
    actorId: actor.userId,
  });
  publish(page.driveId, {
    type: "page.created",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: page.id,
    page,
  });
  return page;
};
