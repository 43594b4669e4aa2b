import pg from "pg";

/** Pages below each page that has any. */
const childrenPerParent = 200;
const deepestLevel = 4;

/** Plants copies of one page below it, with their search entries: `count` of them, 200 to a parent, up to four levels deep. */
export async function plantPages(url: string, rootId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("CREATE TEMP TABLE planted (n int, id uuid, parent uuid, line uuid[])");
    await client.query("INSERT INTO planted (n, id) SELECT n, gen_random_uuid() FROM generate_series(1, $1::int) n", [
      count,
    ]);
    await client.query(
      `UPDATE planted child SET parent = parent.id FROM planted parent WHERE parent.n = child.n / ${childrenPerParent}`,
    );
    await client.query("UPDATE planted SET parent = $1, line = ARRAY[$1::uuid] WHERE parent IS NULL", [rootId]);
    for (let level = 1; level < deepestLevel; level++) {
      await client.query(`UPDATE planted child SET line = parent.line || parent.id
        FROM planted parent WHERE parent.id = child.parent AND child.line IS NULL AND parent.line IS NOT NULL`);
    }
    await copyRows(client, "pages", {
      rootId,
      own: { id: "g.id", parent_id: "g.parent", ancestor_ids: "g.line", position: "lpad(g.n::text, 8, '0')" },
      title: "'Row ' || g.n",
    });
    await copyRows(client, "search_entries", {
      rootId,
      own: { page_id: "g.id", vector: "to_tsvector('simple', 'row ' || g.n)", folded_title: "'row ' || g.n" },
      title: "'Row ' || g.n",
    });
    await client.query("VACUUM ANALYZE pages");
    await client.query("VACUUM ANALYZE search_entries");
  } finally {
    await client.end();
  }
}

export interface SampledPages {
  /** Pages anywhere in the tree. */
  readonly pageIds: readonly string[];
  /** Those that have `childrenPerParent` children. */
  readonly parentIds: readonly string[];
}

/** A sample of the planted pages that a person may view. */
export async function samplePages(url: string, userId: string): Promise<SampledPages> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const sample = async (from: string) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT p.id FROM (SELECT id FROM ${from} AS of ORDER BY random() LIMIT 400) p
       JOIN page_ranks(ARRAY[p.id], ARRAY[$1::uuid]) r ON r.rank >= 1 LIMIT 200`,
      [userId],
    );
    return rows.map(({ id }) => id);
  };
  try {
    const parents = `(SELECT parent_id AS id FROM pages GROUP BY parent_id HAVING count(*) = ${childrenPerParent})`;
    return { pageIds: await sample("pages"), parentIds: await sample(parents) };
  } finally {
    await client.end();
  }
}

interface Copies {
  readonly rootId: string;
  readonly own: Readonly<Record<string, string>>;
  readonly title: string;
}

async function copyRows(client: pg.Client, table: "pages" | "search_entries", copies: Copies): Promise<void> {
  const columns = await client.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'",
    [table],
  );
  const own: Readonly<Record<string, string>> = { ...copies.own, title: copies.title };
  const names = columns.rows.map(({ name }) => name);
  const key = table === "pages" ? "id" : "page_id";
  await client.query(
    `INSERT INTO ${table} (${names.join(", ")}) SELECT ${names.map((name) => own[name] ?? `f.${name}`).join(", ")}
     FROM planted g, ${table} f WHERE f.${key} = $1 ORDER BY g.n`,
    [copies.rootId],
  );
}
