import * as z from "zod";
import { PageType } from "#services/contracts/shapes.ts";
import { OperationError } from "#services/platform/errors.ts";
import { type SearchMode, searchPages } from "#services/search/search-pages.ts";
import { reachedDrives } from "#services/web/operations/actor-reach.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** Deepest place in the results a cursor may name: the number of entries that are ranked. */
const deepest = 2_000;

/** How a search went and how much of it was shown: what its cursor holds. */
const Place = z.tuple([z.enum(["typed", "inside", "misspelled"]), z.number().int().min(1).max(deepest)]);

export const querySearch: Handler<"search.query"> = async ({ input, actor, services }) => {
  const { driveId, limit, trashed, cursor, tagIds, ...sought } = input;
  const { createdBy, changedSince, changedBefore } = sought;
  if (
    sought.query.trim() === "" &&
    ![tagIds, createdBy, changedSince, changedBefore].some((given) => given !== undefined)
  )
    throw new OperationError(
      "invalid-input",
      "“query” must not be empty unless tagIds, createdBy, changedSince or changedBefore say which pages are meant.",
    );
  const place = cursor === undefined ? undefined : decodePlace(cursor);
  // A drive that is named lies within reach: rights to it were asked.
  const driveIds = driveId === undefined ? reachedDrives(actor) : [driveId];
  const found = await searchPages(services.db, {
    ...sought,
    userId: actor.userId,
    driveIds,
    tagIds: tagIds === undefined ? undefined : [...new Set(tagIds.toLowerCase().split(","))],
    isTrashed: trashed === "true",
    limit: limit + 1,
    place,
  });
  const shown = found.pages.slice(0, limit);
  const end = (place?.offset ?? 0) + limit;
  return {
    items: shown.map((page) => ({ ...page, type: PageType.parse(page.type), breadcrumb: [...page.breadcrumb] })),
    nextCursor: found.pages.length > limit && end < deepest ? encodePlace(found.mode, end) : null,
  };
};

function encodePlace(mode: SearchMode, offset: number): string {
  return Buffer.from(JSON.stringify([mode, offset])).toString("base64url");
}

function decodePlace(cursor: string): { readonly mode: SearchMode; readonly offset: number } {
  try {
    const raw: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const [mode, offset] = Place.parse(raw);
    return { mode, offset };
  } catch (cause) {
    throw new OperationError("invalid-input", "The cursor cannot be read; begin without one.", { cause });
  }
}
