import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import type { Tag } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import { pageTags, tags } from "#services/database/schema/tags.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { CallContext } from "#services/web/context.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describeTag, readTagRow } from "./tag-rows.ts";

type Scope = Pick<CallContext<unknown>, "tx" | "publish" | "actor">;

interface PageAndTag {
  readonly pageId: string;
  readonly tagId: string;
}

/** What a page carries, by name. */
async function readTagsOf(tx: Transaction, pageId: string): Promise<Tag[]> {
  const carried = await tx
    .select({ tag: tags })
    .from(pageTags)
    .innerJoin(tags, and(eq(tags.id, pageTags.tagId), isNull(tags.deletedAt)))
    .where(and(eq(pageTags.pageId, pageId), isNull(pageTags.setAsideAt)))
    .orderBy(tags.foldedName);
  return carried.map(({ tag }) => describeTag(tag));
}

/** Locks a page against other changes; gives where it lies. */
async function lockPage(tx: Transaction, pageId: string) {
  const [page] = await tx
    .select({ id: pages.id, driveId: pages.driveId, trashedAt: pages.trashedAt })
    .from(pages)
    .where(eq(pages.id, pageId))
    .for("no key update");
  if (!page) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
  return page;
}

async function tellOfTags({ tx, publish, actor }: Scope, page: { readonly id: string; readonly driveId: string }) {
  const carried = await readTagsOf(tx, page.id);
  await tx.update(pages).set({ updatedAt: sql`now()`, updatedBy: actor.userId }).where(eq(pages.id, page.id));
  const happened = { actorId: actor.userId, driveId: page.driveId, pageId: page.id };
  publish(page.driveId, { type: "page.tags-changed", ...happened, tags: carried });
}

/** Gives a page a tag of its drive; false where it carries it already. */
async function give(scope: Scope, { pageId, tagId }: PageAndTag): Promise<boolean> {
  const { tx } = scope;
  const page = await lockPage(tx, pageId);
  const tag = await readTagRow(tx, page.driveId, tagId);
  const carried = await readTagsOf(tx, page.id);
  if (carried.some(({ id }) => id === tag.id)) return false;
  if (carried.length >= limits.tagsPerPage) {
    const message = `A page carries at most ${limits.tagsPerPage} tags; take one off first. Nothing was changed.`;
    throw new OperationError("conflict", message);
  }
  await tx
    .insert(pageTags)
    .values({ pageId: page.id, tagId: tag.id })
    .onConflictDoUpdate({
      target: [pageTags.pageId, pageTags.tagId],
      set: { setAsideAt: null },
      setWhere: isNotNull(pageTags.setAsideAt),
    });
  await tellOfTags(scope, page);
  return true;
}

/** Takes a tag off a page; false where it does not carry it. */
async function take(scope: Scope, { pageId, tagId }: PageAndTag): Promise<boolean> {
  const page = await lockPage(scope.tx, pageId);
  const taken = await scope.tx
    .delete(pageTags)
    .where(and(eq(pageTags.pageId, page.id), eq(pageTags.tagId, tagId), isNull(pageTags.setAsideAt)))
    .returning();
  if (taken.length === 0) return false;
  await tellOfTags(scope, page);
  return true;
}

/** Does it to several pages, in an order that is the same for all who do; gives those that were changed. */
async function changeAll(
  scope: Scope,
  { pageIds, tagId }: { readonly pageIds: readonly string[]; readonly tagId: string },
  change: typeof give,
): Promise<{ pageIds: string[] }> {
  const changed: string[] = [];
  for (const pageId of [...new Set(pageIds.map((id) => id.toLowerCase()))].sort()) {
    if (await change(scope, { pageId, tagId })) changed.push(pageId);
  }
  return { pageIds: changed };
}

export const tagPage: Handler<"pages.tag"> = async (context) => {
  await give(context, context.input);
  return { tags: await readTagsOf(context.tx, context.input.pageId) };
};

export const untagPage: Handler<"pages.untag"> = async (context) => {
  await take(context, context.input);
  return { tags: await readTagsOf(context.tx, context.input.pageId) };
};

export const tagManyPages: Handler<"pages.tagMany"> = (context) => changeAll(context, context.input, give);

export const untagManyPages: Handler<"pages.untagMany"> = (context) => changeAll(context, context.input, take);
