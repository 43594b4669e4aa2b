import fastify from "fastify";
import pg from "pg";

/**
 * A bare Fastify that answers each read by one named statement with the same question of rights: what reads are measured
 * against. Started by `reads.ts` with a connection string and the id of the person who asks.
 */
const [connectionString, userId] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 10 });
const app = fastify();

/** Below each path stands a statement of the asked id and the person. */
const statements = {
  "pages.read":
    "SELECT p.*, r.rank FROM pages p JOIN page_ranks(ARRAY[p.id], ARRAY[$2::uuid]) r ON r.rank >= 1 WHERE p.id = $1",
  "pages.list": `SELECT p.* FROM page_ranks(ARRAY[$1::uuid], ARRAY[$2::uuid]) r JOIN pages p ON p.parent_id = r.page_id
    WHERE r.rank >= 1 AND p.trashed_at IS NULL ORDER BY p.position, p.id LIMIT 201`,
  "documents.read": `SELECT d.head_seq, d.projected_json FROM page_ranks(ARRAY[$1::uuid], ARRAY[$2::uuid]) r
    JOIN documents d ON d.page_id = r.page_id WHERE r.rank >= 1`,
  "files.read": `SELECT f.*, l.name FROM page_ranks(ARRAY[$1::uuid], ARRAY[$2::uuid]) r
    JOIN page_files l ON l.page_id = r.page_id JOIN files f ON f.content_hash = l.content_hash WHERE r.rank >= 1`,
  "drives.list": `SELECT d.*, m.role FROM drives d JOIN drive_members m ON m.drive_id = d.id
    WHERE m.user_id = $2 AND $1::uuid IS NOT NULL ORDER BY d.name`,
  "sessions.read": `SELECT s.*, u.name, i.server_id FROM session_tokens s JOIN users u ON u.id = s.user_id, installation i
    WHERE s.user_id = $2 AND $1::uuid IS NOT NULL LIMIT 1`,
  "search.query": `SELECT e.page_id, e.title, e.type FROM search_entries e
    JOIN drive_members m ON m.drive_id = e.scope_id AND m.user_id = $2
    WHERE e.vector @@ to_tsquery('simple', 'row & 77:*') AND $1::uuid IS NOT NULL
    ORDER BY ts_rank(e.vector, to_tsquery('simple', 'row & 77:*')) DESC LIMIT 20`,
} as const;

export type MeasuredRead = keyof typeof statements;

for (const [name, text] of Object.entries(statements)) {
  app.get<{ Params: { id: string } }>(`/${name}/:id`, async ({ params }) => {
    const { rows } = await pool.query({ name, text, values: [params.id, userId] });
    return rows;
  });
}

process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
