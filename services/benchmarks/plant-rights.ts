import pg from "pg";

/** One page in so many is restricted. */
const pagesPerRestricted = 200;

/** One page in so many carries a tag. */
const pagesPerTagged = 10;
const tagCount = 20;

/** What a drive of many people holds besides its pages. */
export interface PlantedRights {
  readonly driveId: string;
  /** People of the drive besides those it has. */
  readonly members: number;
  /** Grants to them, and to those the drive has, on pages anywhere in the tree. */
  readonly grants: number;
}

/** Plants members of every role, restricted pages (with the scopes of their entries), grants and tags, at the same places in every run. */
export async function plantRights(url: string, { driveId, members, grants }: PlantedRights): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const run = (text: string, ...values: unknown[]) => client.query(text, values);
    await run(
      `WITH people AS (
         INSERT INTO users (id, name) SELECT gen_random_uuid(), 'Member ' || n FROM generate_series(1, $2::int) n RETURNING id, name)
       INSERT INTO drive_members (drive_id, user_id, role)
       SELECT $1, id, (ARRAY['editor', 'editor', 'commenter', 'viewer', 'guest'])[1 + row_number() OVER (ORDER BY name) % 5]
       FROM people`,
      driveId,
      members,
    );
    await run("CREATE TEMP TABLE numbered AS SELECT id, row_number() OVER (ORDER BY position, id) AS n FROM pages");
    await run(
      `UPDATE pages SET access_mode = 'restricted' FROM numbered g
       WHERE g.id = pages.id AND cardinality(pages.ancestor_ids) > 1 AND g.n % $1 = 0`,
      pagesPerRestricted,
    );
    await run(
      `UPDATE search_entries e SET scope_id = border.id FROM pages p CROSS JOIN LATERAL (
         SELECT a.id FROM pages a WHERE a.access_mode = 'restricted' AND a.id = ANY (p.ancestor_ids || p.id)
         ORDER BY cardinality(a.ancestor_ids) DESC LIMIT 1) border
       WHERE p.id = e.page_id`,
    );
    // A stride that shares no factor with the number of pages meets each page once, however many grants there are.
    await run(
      `WITH people AS (SELECT user_id, row_number() OVER (ORDER BY user_id) AS n, count(*) OVER () AS size
         FROM drive_members WHERE drive_id = $1)
       INSERT INTO page_permissions (id, page_id, user_id, level)
       SELECT gen_random_uuid(), g.id, people.user_id, (ARRAY['view', 'comment', 'edit'])[1 + g.n % 3]
       FROM (SELECT id, n, row_number() OVER (ORDER BY (n * 7919) % 104729) AS turn FROM numbered) g
       JOIN people ON people.n = 1 + g.turn % people.size WHERE g.turn <= $2`,
      driveId,
      grants,
    );
    await run(
      `WITH own AS (
         INSERT INTO tags (id, drive_id, name, folded_name, color)
         SELECT gen_random_uuid(), $1, 'Tag ' || n, 'tag ' || n, 'blue' FROM generate_series(1, ${tagCount}) n RETURNING id),
       turns AS (SELECT id, row_number() OVER () AS n FROM own)
       INSERT INTO page_tags (page_id, tag_id)
       SELECT g.id, turns.id FROM numbered g JOIN turns ON turns.n = 1 + (g.n / $2) % ${tagCount} WHERE g.n % $2 = 0`,
      driveId,
      pagesPerTagged,
    );
    for (const table of ["pages", "search_entries", "page_permissions", "drive_members", "page_tags", "tags"])
      await run(`VACUUM ANALYZE ${table}`);
  } finally {
    await client.end();
  }
}
