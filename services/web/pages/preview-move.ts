import { readDriveAccess } from "#services/access/page-access.ts";
import type { MovePreview } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { planMove } from "./move-page.ts";
import { isBehindOther } from "./refuse-unmanaged-crossing.ts";

/** How many of those who gain or lose sight are named. */
const namedAtMost = 20;

type Preview = Omit<MovePreview, "gains" | "loses" | "mayReturn"> & {
  readonly people: readonly { readonly id: string; readonly name: string; readonly gains: boolean }[] | null;
  readonly managesThere: boolean;
};

/**
 * Who sees the page `$1` or something below it now, and who would see it in the drive `$2` below `$3` (null: its root),
 * asked by the person `$4`. In another drive its own grants are gone; a restricted page is then for those in charge alone.
 */
const selectPreview = prepare<Preview>(
  "preview-move",
  `WITH page AS (
     SELECT p.*, p.drive_id <> $2::uuid AS crosses FROM pages p WHERE p.id = $1::uuid
   ), moved AS (
     SELECT p.id FROM pages p WHERE p.id = $1::uuid OR p.ancestor_ids @> ARRAY[$1::uuid]
   ), granted AS (
     SELECT g.* FROM page_permissions g
     WHERE g.page_id IN (SELECT id FROM moved) AND (g.expires_at IS NULL OR g.expires_at > now())
   ), above AS (
     SELECT unnest(p.ancestor_ids || p.id) AS id FROM pages p WHERE p.id = $3::uuid
   ), candidates AS (
     SELECT m.user_id AS id FROM page JOIN drive_members m ON m.drive_id IN (page.drive_id, $2::uuid)
     UNION SELECT g.user_id FROM page_permissions g, page
     WHERE g.user_id IS NOT NULL AND (g.page_id = ANY (page.ancestor_ids || page.id) OR g.page_id IN (SELECT id FROM above))
   ), before AS (
     SELECT r.user_id AS id FROM page_ranks(ARRAY[$1::uuid], ARRAY(SELECT id FROM candidates)) r WHERE r.rank >= 1
     UNION SELECT g.user_id FROM granted g, page WHERE page.crosses AND g.user_id IS NOT NULL
   ), ranked AS (
     SELECT r.user_id AS id, r.rank FROM page, page_ranks(ARRAY[$1::uuid], ARRAY(SELECT id FROM candidates)) r
     WHERE NOT page.crosses AND page.access_mode = 'restricted'
     UNION ALL SELECT r.user_id, r.rank FROM page, page_ranks(ARRAY[$3::uuid], ARRAY(SELECT id FROM candidates)) r
     WHERE page.access_mode <> 'restricted'
     UNION ALL SELECT m.user_id, role_rank(m.role) FROM page JOIN drive_members m ON m.drive_id = $2::uuid
     WHERE m.role IN ('owner', 'admin') OR (page.access_mode <> 'restricted' AND $3::uuid IS NULL)
     UNION ALL SELECT u.id, access_rank(g.level) FROM page
     JOIN granted g ON g.page_id = page.id AND NOT page.crosses
     CROSS JOIN candidates u LEFT JOIN drive_members m ON m.drive_id = $2::uuid AND m.user_id = u.id
     WHERE g.user_id = u.id OR g.drive_role = m.role
   ), after AS (
     SELECT id, max(rank) AS rank FROM ranked GROUP BY id HAVING max(rank) >= 1
   )
   SELECT
     (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'gains', a.id IS NOT NULL) ORDER BY lower(u.name), u.id)
      FROM before b FULL JOIN after a ON a.id = b.id JOIN users u ON u.id = coalesce(a.id, b.id)
      WHERE a.id IS NULL OR b.id IS NULL) AS people,
     (SELECT count(*)::integer FROM granted, page WHERE page.crosses) AS "endingGrants",
     (SELECT count(*)::integer FROM share_links l
      WHERE page.crosses AND l.page_id IN (SELECT id FROM moved) AND (l.expires_at IS NULL OR l.expires_at > now())) AS "keptLinks",
     (SELECT coalesce(json_agg(DISTINCT tag.name), '[]') FROM page_tags carried
      JOIN tags tag ON tag.id = carried.tag_id AND tag.deleted_at IS NULL
      WHERE page.crosses AND carried.page_id IN (SELECT id FROM moved) AND carried.set_aside_at IS NULL AND NOT EXISTS (
        SELECT FROM tags there
        WHERE there.drive_id = $2::uuid AND there.folded_name = tag.folded_name AND there.deleted_at IS NULL)) AS "endingTags",
     page.access_mode <> 'restricted' AND EXISTS (
       SELECT FROM share_links l WHERE l.subtree AND l.page_id IN (SELECT id FROM above) AND l.page_id <> ALL (page.ancestor_ids)
         AND (l.expires_at IS NULL OR l.expires_at > now())
         AND NOT EXISTS (SELECT FROM pages border JOIN above ON above.id = border.id
           WHERE border.access_mode = 'restricted' AND border.ancestor_ids @> ARRAY[l.page_id])
     ) AS "isPublicThere",
     coalesce((SELECT a.rank >= 4 FROM after a WHERE a.id = $4::uuid), false) AS "managesThere"
   FROM page`,
);

type Sight = ReadonlyMap<string, string>;

function listSome(sight: Sight): MovePreview["gains"] {
  const people = [...sight].map(([id, name]) => ({ id, name, email: null }));
  return { people: people.slice(0, namedAtMost), count: people.length };
}

/** What one page's move changes; refuses as the move itself would. */
async function previewOne(
  q: Queryable,
  userId: string,
  move: { pageId: string; driveId: string; parentId: string | null },
) {
  const { page, driveId, parentId, ancestorIds } = await planMove(q, userId, move);
  const [found] = await selectPreview(q, [page.id, driveId, parentId, userId]);
  if (!found) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  const crosses = driveId !== page.driveId;
  const drive = crosses ? await readDriveAccess(q, userId, driveId) : undefined;
  const mayReturn = crosses
    ? drive?.level === "manage"
    : found.managesThere || !(await isBehindOther(q, { page, ancestorIds }));
  return { ...found, people: found.people ?? [], mayReturn };
}

export const previewMove: Handler<"pages.previewMove"> = async ({ input, actor, services: { db } }) => {
  const { pageIds, driveId, parentId } = input;
  const gains = new Map<string, string>();
  const loses = new Map<string, string>();
  const endingTags = new Set<string>();
  const sum = { endingGrants: 0, keptLinks: 0, isPublicThere: false, mayReturn: true };
  for (const pageId of new Set(pageIds)) {
    const found = await previewOne(db, actor.userId, { pageId, driveId, parentId });
    for (const person of found.people) (person.gains ? gains : loses).set(person.id, person.name);
    sum.endingGrants += found.endingGrants;
    sum.keptLinks += found.keptLinks;
    for (const tag of found.endingTags) endingTags.add(tag);
    sum.isPublicThere ||= found.isPublicThere;
    sum.mayReturn &&= found.mayReturn;
  }
  return { ...sum, endingTags: [...endingTags], gains: listSome(gains), loses: listSome(loses) };
};
