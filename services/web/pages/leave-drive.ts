import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";

/**
 * Ends what was given on a page and below it in the drive it leaves: grants and what was asked for. They are kept for a
 * day and count again where the page comes back by then, so that a move can be undone. Gives whose rights changed.
 */
export async function leaveDrive(
  tx: Transaction,
  pageId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const moved = sql`SELECT p.id FROM pages p WHERE p.id = ${pageId} OR p.ancestor_ids @> ARRAY[${pageId}::uuid]`;
  const ended = await tx.execute<{ userId: string | null }>(sql`
    WITH ended AS (DELETE FROM page_permissions WHERE page_id IN (${moved}) RETURNING *)
    INSERT INTO set_aside_grants (id, page_id, user_id, drive_role, level, expires_at, granted_by, created_at, drive_id)
    SELECT id, page_id, user_id, drive_role, level, expires_at, granted_by, created_at, ${from}::uuid FROM ended
    RETURNING user_id AS "userId"`);
  const again = await tx.execute<{ userId: string | null }>(sql`
    WITH kept AS (
      DELETE FROM set_aside_grants WHERE drive_id = ${to} AND page_id IN (${moved}) RETURNING *
    )
    INSERT INTO page_permissions (id, page_id, user_id, drive_role, level, expires_at, granted_by, created_at)
    SELECT id, page_id, user_id, drive_role, level, expires_at, granted_by, created_at FROM kept
    WHERE set_aside_at > now() - interval '1 day'
    ON CONFLICT DO NOTHING RETURNING user_id AS "userId"`);
  await tx.execute(sql`DELETE FROM access_requests WHERE page_id IN (${moved})`);
  await carryTags(tx, moved, { from, to });
  return [...ended.rows, ...again.rows].flatMap(({ userId }) => userId ?? []);
}

/** Pages go on with the tags of the new drive that are called like theirs; theirs are set aside as grants are. */
async function carryTags(
  tx: Transaction,
  moved: SQL,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx.execute(sql`
    DELETE FROM page_tags WHERE page_id IN (${moved}) AND set_aside_at <= now() - interval '1 day'`);
  await tx.execute(sql`
    INSERT INTO page_tags (page_id, tag_id)
    SELECT carried.page_id, there.id
    FROM page_tags carried
    JOIN tags here ON here.id = carried.tag_id AND here.drive_id = ${from} AND here.deleted_at IS NULL
    JOIN tags there ON there.drive_id = ${to} AND there.folded_name = here.folded_name AND there.deleted_at IS NULL
    WHERE carried.page_id IN (${moved}) AND carried.set_aside_at IS NULL
    ON CONFLICT (page_id, tag_id) DO UPDATE SET set_aside_at = NULL`);
  await tx.execute(sql`
    UPDATE page_tags carried
    SET set_aside_at = CASE WHEN tag.drive_id = ${to} THEN NULL ELSE coalesce(carried.set_aside_at, now()) END
    FROM tags tag
    WHERE tag.id = carried.tag_id AND tag.drive_id IN (${from}, ${to}) AND carried.page_id IN (${moved})`);
}
