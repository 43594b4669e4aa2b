/** SQL for those of the pages a query gives (as `id`) that the person may view; where it gives none, nothing is asked about rights. */
export function visibleAmong(pages: string, userId: string): string {
  return `
    SELECT seen.page_id
    FROM (SELECT array_agg(id) AS ids FROM (${pages}) AS asked HAVING count(*) > 0) AS asked
    CROSS JOIN LATERAL page_ranks(asked.ids, ARRAY[${userId}]) AS seen
    WHERE seen.rank >= 1`;
}

/**
 * SQL for the scopes whose every entry a person may view: the drives their role opens, and restricted pages open to
 * them. Whoever may view a restricted page may view all of its scope, since grants only add.
 */
export function openScopes(userId: string): string {
  const restricted = `
    SELECT p.id FROM pages p JOIN drive_members m ON m.drive_id = p.drive_id AND m.user_id = ${userId}
    WHERE p.access_mode = 'restricted'
    UNION
    SELECT p.id FROM pages p JOIN page_permissions g ON g.page_id = p.id AND g.user_id = ${userId}
    WHERE p.access_mode = 'restricted'`;
  return `
    SELECT m.drive_id AS scope_id FROM drive_members m JOIN drives d ON d.id = m.drive_id AND d.trashed_at IS NULL
    WHERE m.user_id = ${userId} AND role_rank(m.role) >= 1
    UNION ALL
    ${visibleAmong(restricted, userId)}`;
}

/** SQL for the pages a person may view by a grant on them or above them, whatever their scope. */
export function grantedPages(userId: string): string {
  const granted = `
    SELECT DISTINCT below.id
    FROM page_permissions g
    JOIN pages p ON p.id = g.page_id
    LEFT JOIN drive_members m ON m.drive_id = p.drive_id AND m.user_id = ${userId}
    CROSS JOIN LATERAL (
      SELECT p.id UNION ALL SELECT d.id FROM pages d WHERE d.ancestor_ids @> ARRAY[p.id]
    ) AS below
    WHERE (g.user_id = ${userId} OR g.drive_role = m.role) AND (g.expires_at IS NULL OR g.expires_at > now())`;
  return visibleAmong(granted, userId);
}
