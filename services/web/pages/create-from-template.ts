import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { copyTree } from "./copy-tree.ts";
import { readPageRow } from "./read-page-row.ts";
import { lastPosition } from "./sibling-position.ts";

/** A copy without the mark, under the template's own title, at the end of its place. */
export const createFromTemplate: Handler<"pages.createFromTemplate"> = async (context) => {
  const template = await readPageRow(context.tx, context.input.pageId);
  if (!template.isTemplate)
    throw new OperationError("conflict", "This page is no template any more; nothing was made.");
  return copyTree(context, {
    ...context.input,
    findPosition: (tx, _page, place) => lastPosition(tx, place),
    retitle: (_tx, { title }) => title,
    change: { isTemplate: false },
  });
};
