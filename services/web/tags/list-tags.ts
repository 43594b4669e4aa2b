import type { Tag } from "#services/contracts/shapes.ts";
import { prepare } from "#services/database/prepare.ts";
import { grantedPages, openScopes } from "#services/search/visible-entries.ts";
import type { Handler } from "#services/web/operations/handler.ts";

type CountedTag = Tag & { readonly pageCount: number };

/**
 * The tags of the drive `$2` for the person `$1`. Pages are counted by their search entries, whose scopes tell of many at
 * once whether they may be seen.
 */
const selectTags = prepare<CountedTag>(
  "list-tags",
  `WITH open_scopes AS MATERIALIZED (${openScopes("$1::uuid")}),
   granted AS MATERIALIZED (${grantedPages("$1::uuid")}),
   counts AS (
     SELECT carried.tag_id, count(*)::integer AS pages
     FROM tags tag
     JOIN page_tags carried ON carried.tag_id = tag.id AND carried.set_aside_at IS NULL
     JOIN search_entries e ON e.page_id = carried.page_id AND NOT e.trashed
     WHERE tag.drive_id = $2::uuid AND tag.deleted_at IS NULL
       AND (e.scope_id IN (SELECT scope_id FROM open_scopes) OR e.page_id IN (SELECT page_id FROM granted))
     GROUP BY carried.tag_id
   )
   SELECT tag.id, tag.name, tag.color, coalesce(counts.pages, 0) AS "pageCount"
   FROM tags tag LEFT JOIN counts ON counts.tag_id = tag.id
   WHERE tag.drive_id = $2::uuid AND tag.deleted_at IS NULL
     AND (counts.pages > 0 OR EXISTS (
       SELECT FROM drive_members m WHERE m.drive_id = $2::uuid AND m.user_id = $1::uuid AND role_rank(m.role) >= 1))
   ORDER BY tag.folded_name`,
);

export const listTags: Handler<"tags.list"> = async ({ input, actor, services }) => ({
  items: await selectTags(services.db, [actor.userId, input.driveId]),
});
