import { and, asc, gt } from "drizzle-orm";
import { generateKeyBetween } from "fractional-indexing";
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

/** The title with a sign that it is a copy, within what a title may hold. */
function titleOfCopy(title: string): string {
  const sign = " (copy)";
  if (title === "") return "";
  return `${[...title].slice(0, limits.titleCharacters - sign.length).join("")}${sign}`.slice(-limits.titleCharacters);
}

export const duplicatePage: Handler<"pages.duplicate"> = (context) =>
  copyTree(context, { ...context.input, findPosition: positionOfCopy, retitle: titleOfCopy });
