import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { deleteForEver } from "./delete-for-ever.ts";
import { readPageRow } from "./read-page-row.ts";

export const deletePage: Handler<"pages.delete"> = async ({ input, actor, ...scope }) => {
  const page = await readPageRow(scope.tx, input.pageId);
  if (page.trashedAt === null) {
    throw new OperationError(
      "conflict",
      "Only a page in the trash can be deleted for ever; move it to the trash first.",
    );
  }
  await deleteForEver(scope, page, actor.userId);
  return {};
};
