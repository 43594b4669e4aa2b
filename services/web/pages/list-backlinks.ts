import * as z from "zod";
import { type Backlink, PageType } from "#services/contracts/shapes.ts";
import { prepare } from "#services/database/prepare.ts";
import { targetSign } from "#services/documents/schema/list-links.ts";
import { reachedDrives } from "#services/web/operations/actor-reach.ts";
import { decodeCursor, encodeCursor } from "#services/web/operations/cursor.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { mayView } from "./page-summary.ts";

type FoundRow = Omit<Backlink, "type" | "breadcrumb"> & {
  readonly type: string;
  /** From the drive down to the parent. */
  readonly way: readonly { readonly title: string; readonly isVisible: boolean }[];
};

/** Live pages that link to `$1` and that the person `$2` may view, after the id `$3` (null: from the newest), in the drives `$4` where given, `$5` of them. */
const selectBacklinks = prepare<FoundRow>(
  "list-backlinks",
  `SELECT p.id AS "pageId", p.drive_id AS "driveId", p.type, p.title, p.icon, replace(found.excerpt, '${targetSign}', own.title) AS excerpt, way.steps AS way
   FROM (
     SELECT l.source_id, l.excerpt FROM page_links l JOIN pages source ON source.id = l.source_id
     WHERE l.target_id = $1::uuid AND ($3::uuid IS NULL OR l.source_id < $3::uuid) AND source.trashed_at IS NULL
       AND ($4::uuid[] IS NULL OR source.drive_id = ANY ($4::uuid[])) AND ${mayView("l.source_id")}
     ORDER BY l.source_id DESC LIMIT $5::integer
   ) AS found
   JOIN pages p ON p.id = found.source_id
   JOIN pages own ON own.id = $1::uuid
   CROSS JOIN LATERAL (
     SELECT json_agg(json_build_object('title', step.title, 'isVisible', step.visible) ORDER BY step.depth) AS steps
     FROM (
       SELECT d.name AS title, true AS visible, 0 AS depth FROM drives d WHERE d.id = p.drive_id
       UNION ALL
       SELECT a.title, ${mayView("a.id")}, line.depth
       FROM unnest(p.ancestor_ids) WITH ORDINALITY AS line(id, depth) JOIN pages a ON a.id = line.id
     ) AS step
   ) AS way
   ORDER BY p.id DESC`,
);

/** Ids are in the order in which pages were made: a cursor needs no other key. */
const noKey = z.literal("");

export const listBacklinks: Handler<"pages.listBacklinks"> = async ({ input, actor, services }) => {
  const { pageId, cursor, limit } = input;
  const after = cursor === undefined ? null : decodeCursor(cursor, noKey).id;
  // Links lead across drives; what lies beyond a token's reach does not exist for it.
  const drives = reachedDrives(actor);
  const found = await selectBacklinks(services.db, [pageId, actor.userId, after, drives, limit + 1]);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(({ way, type, ...page }) => ({
      ...page,
      type: PageType.parse(type),
      breadcrumb: way.slice(way.findLastIndex(({ isVisible }) => !isVisible) + 1).map(({ title }) => title),
    })),
    nextCursor: last ? encodeCursor({ sortKey: "", id: last.pageId }) : null,
  };
};
