import { eq } from "drizzle-orm";
import { raiseEpochs } from "#services/access/epochs.ts";
import { listEveryViewer } from "#services/access/page-access.ts";
import { pages } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "./read-page-row.ts";

export const deletePage: Handler<"pages.delete"> = async ({ input, actor, tx, publish }) => {
  const page = await readPageRow(tx, input.pageId);
  if (page.trashedAt === null) {
    throw new OperationError(
      "conflict",
      "Only a page in the trash can be deleted for ever; move it to the trash first.",
    );
  }
  const viewers = await listEveryViewer(tx, page.id);
  await tx.delete(pages).where(eq(pages.id, page.id));
  await raiseEpochs(tx, [page.driveId]);
  publish(
    page.driveId,
    { type: "page.deleted", actorId: actor.userId, driveId: page.driveId, pageId: page.id },
    viewers,
  );
  return {};
};
