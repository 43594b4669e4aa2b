import { eq, inArray } from "drizzle-orm";
import { filterVisiblePages, readPageAccess } from "#services/access/page-access.ts";
import { PageType } from "#services/contracts/page-types.ts";
import { pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageSummary } from "./page-summary.ts";
import { readPageRow } from "./read-page-row.ts";

export const readPage: Handler<"pages.read"> = async ({ input, actor, tx }) => {
  const summary = await readPageSummary(tx, actor.userId, input.pageId);
  const row = await readPageRow(tx, input.pageId);
  const access = await readPageAccess(tx, actor.userId, input.pageId);
  const visible = new Set(await filterVisiblePages(tx, actor.userId, row.ancestorIds));
  // The breadcrumb stops below the last ancestor that may not be seen.
  const lastHidden = row.ancestorIds.findLastIndex((id) => !visible.has(id));
  const shown = row.ancestorIds.slice(lastHidden + 1);
  const ancestors =
    shown.length === 0
      ? []
      : await tx
          .select({ id: pages.id, title: pages.title, type: pages.type })
          .from(pages)
          .where(inArray(pages.id, shown));
  const byId = new Map(ancestors.map((page) => [page.id, page]));
  const [editor] = row.updatedBy
    ? await tx.select({ name: users.name }).from(users).where(eq(users.id, row.updatedBy))
    : [];
  return {
    ...summary,
    level: access?.level ?? "none",
    breadcrumb: shown.flatMap((id) => {
      const page = byId.get(id);
      return page ? [{ ...page, type: PageType.parse(page.type) }] : [];
    }),
    updatedBy: editor?.name ?? null,
  };
};
