import { and, asc, gt, sql } from "drizzle-orm";
import { generateKeyBetween } from "fractional-indexing";
import { filterVisiblePages } from "#services/access/page-access.ts";
import { limits } from "#services/contracts/limits.ts";
import type { Transaction } from "#services/database/connection.ts";
import { pages } from "#services/database/schema/pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { copyTree } from "./copy-tree.ts";
import type { PageRow } from "./read-page-row.ts";
import { lastPosition, liveChildrenOf, type Place } from "./sibling-position.ts";

/** Right behind the page where it stays among its siblings, else the end of the place. */
async function positionOfCopy(tx: Transaction, page: PageRow, place: Place): Promise<string> {
  if (page.parentId !== place.parentId || page.trashedAt !== null) return lastPosition(tx, place);
  const [next] = await tx
    .select({ position: pages.position })
    .from(pages)
    .where(and(liveChildrenOf(place), gt(pages.position, page.position)))
    .orderBy(asc(pages.position))
    .limit(1);
  return generateKeyBetween(page.position, next?.position ?? null);
}

/** What a copy's title ends in; copies of a copy count on. */
const copySign = / \(copy(?: \d+)?\)$/;

/** The title of the copy of a page by this number, within what a title may hold. */
function titleOfCopy(title: string, number: number): string {
  const sign = number === 1 ? " (copy)" : ` (copy ${number})`;
  const kept = [...title.replace(copySign, "")].slice(0, limits.titleCharacters - sign.length);
  return `${kept.join("")}${sign}`.slice(-limits.titleCharacters);
}

/** A title no page in the place has, as far as the person sees them: others are not told of by a number. */
async function findTitle(tx: Transaction, userId: string, { page, place }: { page: PageRow; place: Place }) {
  if (page.title === "") return "";
  const beginning = titleOfCopy(page.title, 1).replace(/\)$/, "");
  const like = and(liveChildrenOf(place), sql`starts_with(${pages.title}, ${beginning})`);
  const alike = await tx.select({ id: pages.id, title: pages.title }).from(pages).where(like);
  const ids = alike.map(({ id }) => id);
  const seen = await filterVisiblePages(tx, userId, ids);
  const taken = new Set(alike.filter(({ id }) => seen.has(id)).map(({ title }) => title));
  let number = 1;
  while (taken.has(titleOfCopy(page.title, number))) number += 1;
  return titleOfCopy(page.title, number);
}

export const duplicatePage: Handler<"pages.duplicate"> = (context) =>
  copyTree(context, {
    ...context.input,
    findPosition: positionOfCopy,
    retitle: (tx, page, place) => findTitle(tx, context.actor.userId, { page, place }),
  });
