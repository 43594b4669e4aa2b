import type { PagePlace } from "#services/access/cached-reads.ts";
import type { Cover, PageDetails } from "#services/contracts/shapes.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { WebServices } from "#services/web/context.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { pageColumns, type ShownPage, summarisePage } from "./page-summary.ts";
import { tagOfAnswer } from "./page-tag.ts";

type Step = PageDetails["breadcrumb"][number];

type PageWithWay = ShownPage & {
  readonly depth: number;
  /** All ancestors in any order; null where there are none. */
  readonly way: readonly Step[] | null;
  readonly isRestricted: boolean;
  readonly updatedBy: string | null;
  readonly keptCover: Cover | null;
};

/** Statements that read pages for the person `$2`, each with its whole way, whoever may see that, and the name of who changed it last. */
function preparePages(name: string, where: string) {
  return prepare<PageWithWay>(
    name,
    `SELECT ${pageColumns("p.parent_id")}, cardinality(p.ancestor_ids) AS depth, p.access_mode = 'restricted' AS "isRestricted",
       editor.name AS "updatedBy", p.cover AS "keptCover",
       (SELECT json_agg(json_build_object('id', a.id, 'title', a.title, 'type', a.type, 'icon', a.icon))
        FROM pages a WHERE a.id = ANY (p.ancestor_ids)) AS way
     FROM pages p LEFT JOIN users editor ON editor.id = p.updated_by
     WHERE ${where}`,
  );
}

/** PostgreSQL keeps the plan for one id; for a list of unknown length it plans each time. */
const selectPage = preparePages("page-with-way", "p.id = $1::uuid");
const selectPages = preparePages("pages-with-way", "p.id = ANY ($1::uuid[])");

/** A page as someone sees it from their place; undefined where the place is of before a move. */
function describePage(page: PageWithWay, place: PagePlace): PageDetails | undefined {
  const shown = place.shownAncestorIds;
  const breadcrumb = shown.flatMap((id) => page.way?.find((step) => step.id === id) ?? []);
  const isAsPlaced = page.depth === place.depth && breadcrumb.length === shown.length;
  // Where nothing of the way is shown the parent is not, and else it is the way's end.
  if (!isAsPlaced || (shown.length > 0 && shown.at(-1) !== page.parentId)) return undefined;
  const summary = summarisePage(page);
  return {
    ...summary,
    parentId: shown.length > 0 ? summary.parentId : null,
    level: place.level,
    isRestricted: page.isRestricted,
    breadcrumb,
    updatedBy: page.updatedBy,
  };
}

interface TaggedPage {
  readonly page: PageDetails;
  /** Of the properties and of all that is told, as `ETag`. */
  readonly etag: string;
}

interface ReadPages {
  readonly tagged: readonly TaggedPage[];
  /** Pages that lie elsewhere than the places say, and the drives those and they are in. */
  readonly movedIds: readonly string[];
  readonly driveIds: readonly string[];
}

async function readPlaced({ db, access }: Reading, userId: string, pageIds: readonly string[]): Promise<ReadPages> {
  const places = await access.pagePlaces(userId, pageIds);
  const visible = [...places].flatMap(([pageId, { level }]) => (level === "none" ? [] : [pageId]));
  const [only] = visible;
  if (only === undefined) return { tagged: [], movedIds: [], driveIds: [] };
  const pages = visible.length === 1 ? await selectPage(db, [only, userId]) : await selectPages(db, [visible, userId]);
  const read = pages.flatMap((page) => {
    const place = places.get(page.id);
    return place ? [{ page, place, details: describePage(page, place) }] : [];
  });
  const moved = read.filter(({ details }) => details === undefined);
  return {
    tagged: read.flatMap(({ page, details }) => (details ? [{ page: details, etag: tagOfAnswer(page, details) }] : [])),
    movedIds: moved.map(({ page }) => page.id),
    driveIds: moved.flatMap(({ page, place }) => [page.driveId, place.driveId]),
  };
}

type Reading = Pick<WebServices, "db" | "access">;

/** Those of the given pages that a person may view, as they see them, in one statement where their places are cached. */
async function readTagged(
  reading: Reading,
  userId: string,
  pageIds: readonly string[],
): Promise<readonly TaggedPage[]> {
  const first = await readPlaced(reading, userId, pageIds);
  if (first.movedIds.length === 0) return first.tagged;
  // Another instance moved them, and its announcement is on its way.
  for (const driveId of first.driveIds) reading.access.forget(driveId);
  const second = await readPlaced(reading, userId, first.movedIds);
  if (second.movedIds.length > 0) {
    throw new OperationError("unavailable", "The page is being moved; try again in a moment.");
  }
  return [...first.tagged, ...second.tagged];
}

export const readPage: Handler<"pages.read"> = async ({ input, actor, services, response }) => {
  const [read] = await readTagged(services, actor.userId, [input.pageId]);
  if (!read) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  response.setEntityTag(read.etag);
  return read.page;
};
