import { and, eq, isNull, or, sql } from "drizzle-orm";
import { pages } from "#services/database/schema/pages.ts";
import type { Actor } from "#services/identity/actor.ts";
import { OperationError } from "#services/platform/errors.ts";
import { refreshEntries } from "#services/search/index-page.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { listTopmost } from "./move-page.ts";
import { readPageRow } from "./read-page-row.ts";

type Scope = Pick<TransactionScope, "tx" | "publish"> & { readonly actor: Pick<Actor, "userId"> };

async function trashOne({ tx, publish, actor }: Scope, pageId: string): Promise<void> {
  const page = await readPageRow(tx, pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash already.");
  await tx
    .update(pages)
    .set({ trashedAt: sql`now()`, trashRootId: page.id })
    .where(
      and(or(eq(pages.id, page.id), sql`${pages.ancestorIds} @> ARRAY[${page.id}]::uuid[]`), isNull(pages.trashedAt)),
    );
  await refreshEntries(tx, [page.id]);
  publish(page.driveId, {
    type: "page.trashed",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: page.id,
    parentId: page.parentId,
  });
}

export const trashPage: Handler<"pages.trash"> = async (context) => {
  await trashOne(context, context.input.pageId);
  return {};
};

export const trashManyPages: Handler<"pages.trashMany"> = async (context) => {
  for (const pageId of await listTopmost(context.tx, context.input.pageIds)) await trashOne(context, pageId);
  return {};
};
