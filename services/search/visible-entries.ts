/** SQL for those of the pages a query gives (as `id`) that the person may view; where it gives none, nothing is asked about rights. */
export function visibleAmong(pages: string, userId: string): string {
  return `
    SELECT seen.page_id
    FROM (SELECT array_agg(id) AS ids FROM (${pages}) AS asked HAVING count(*) > 0) AS asked
    CROSS JOIN LATERAL page_ranks(asked.ids, ARRAY[${userId}]) AS seen
    WHERE seen.rank >= 1`;
}

/** SQL for the grants (`g`) that hold for a person, as their own or by a role they have, each found by its index. */
function heldGrants(userId: string): string {
  const holds = "(g.expires_at IS NULL OR g.expires_at > now())";
  return `
    SELECT g.page_id FROM page_permissions g WHERE g.user_id = ${userId} AND ${holds}
    UNION
    SELECT g.page_id FROM drive_members m JOIN page_permissions g ON g.drive_role = m.role
    JOIN pages p ON p.id = g.page_id AND p.drive_id = m.drive_id
    WHERE m.user_id = ${userId} AND ${holds}`;
}

/**
 * SQL for the scopes whose every entry a person may view: the drives their role opens, and restricted pages open to
 * them. Whoever may view a restricted page may view all of its scope, since grants only add; a role opens one only where
 * it opens all of the drive, else it takes a grant on that very page.
 */
export function openScopes(userId: string): string {
  const restricted = `
    SELECT p.id FROM (${heldGrants(userId)}) AS held JOIN pages p ON p.id = held.page_id
    WHERE p.access_mode <> 'inherit'`;
  return `
    SELECT m.drive_id AS scope_id FROM drive_members m JOIN drives d ON d.id = m.drive_id AND d.trashed_at IS NULL
    WHERE m.user_id = ${userId} AND role_rank(m.role) >= 1
    UNION ALL
    SELECT p.id FROM drive_members m JOIN drives d ON d.id = m.drive_id AND d.trashed_at IS NULL
    JOIN pages p ON p.drive_id = m.drive_id AND p.access_mode = 'restricted'
    WHERE m.user_id = ${userId} AND role_rank(m.role) = role_rank('owner')
    UNION ALL
    ${visibleAmong(restricted, userId)}`;
}

/**
 * SQL for the pages a person may view by a grant on them or above them, beside those of the scopes `open_scopes`: a grant
 * reaches no further than its page's scope, so that one in an open scope adds nothing.
 */
export function grantedPages(userId: string): string {
  const granted = `
    SELECT DISTINCT below.id
    FROM (${heldGrants(userId)}) AS held
    LEFT JOIN search_entries own ON own.page_id = held.page_id
    CROSS JOIN LATERAL (
      SELECT held.page_id AS id UNION ALL SELECT d.id FROM pages d WHERE d.ancestor_ids @> ARRAY[held.page_id]
    ) AS below
    WHERE own.scope_id IS NULL OR own.scope_id NOT IN (SELECT scope_id FROM open_scopes)`;
  return visibleAmong(granted, userId);
}
