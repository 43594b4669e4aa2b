import { sql } from "drizzle-orm";
import { ActivityKind } from "#services/contracts/operations/activity.ts";
import type { Transaction } from "#services/database/connection.ts";
import { createId, firstIdAt } from "#services/platform/uuid-v7.ts";
import type { Publication } from "./publish-events.ts";

/** What somebody writes on a page within this time is one entry. */
const editsTogetherMs = 10 * 60_000;

/** The token something was done through. */
export interface ActingToken {
  readonly id: string;
  readonly name: string;
}

/**
 * Keeps who did what, of the events of a transaction: each once, where its drive is told of it. Titles are those at the end
 * of the transaction.
 */
export async function recordActivity(
  tx: Transaction,
  publications: readonly Publication[],
  token: ActingToken | null,
): Promise<void> {
  const rows = publications.flatMap((publication) => rowsOf(publication, token));
  if (rows.length === 0) return;
  await tx.execute(sql`
    INSERT INTO activity
      (id, drive_id, page_id, kind, actor_id, token_id, token_name, title, from_title, person_id, role, viewers)
    SELECT r.id, d.id, p.id, r.kind, r.actor_id, r.token_id, r.token_name, coalesce(r.title, p.title, d.name), r.from_title,
      r.person_id, r.role, r.viewers
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id uuid, drive_id uuid, page_id uuid, kind text, actor_id uuid, token_id uuid, token_name text, title text,
      from_title text, person_id uuid, role text, viewers uuid[])
    JOIN drives d ON d.id = r.drive_id
    LEFT JOIN pages p ON p.id = r.page_id`);
}

function rowsOf({ streamId, event, viewers }: Publication, token: ActingToken | null) {
  const kind = ActivityKind.safeParse(event.type);
  if (!(kind.success && "driveId" in event)) return [];
  // What people are told on their own streams as well is kept once; a new drive is told to nobody else.
  if (streamId.toLowerCase() !== event.driveId.toLowerCase() && event.type !== "drive.created") return [];
  const isDeletion = event.type === "page.deleted";
  return {
    id: createId(),
    drive_id: event.driveId,
    page_id: "pageId" in event ? event.pageId : null,
    kind: kind.data,
    actor_id: event.actorId,
    token_id: token?.id ?? null,
    token_name: token?.name ?? null,
    title: "name" in event ? event.name : isDeletion ? "" : null,
    from_title: event.type === "page.renamed" ? (event.fromTitle ?? null) : null,
    person_id: "userId" in event ? event.userId : null,
    role: "role" in event ? event.role : null,
    viewers: isDeletion ? (viewers ?? []) : null,
  };
}

interface Edits {
  readonly pageId: string;
  readonly actorIds: readonly string[];
  /** The token they were made through; undefined where that is not known. */
  readonly token?: ActingToken | null;
}

/** Keeps that people wrote on a page, unless it is kept that they did or made it within the last ten minutes. */
export async function recordEdits(tx: Transaction, { pageId, actorIds, token }: Edits): Promise<void> {
  if (actorIds.length === 0) return;
  const ids = actorIds.map(createId);
  await tx.execute(sql`
    INSERT INTO activity (id, drive_id, page_id, kind, actor_id, token_id, token_name, title)
    SELECT edit.id, p.drive_id, p.id, 'page.content-changed', u.id, ${token?.id ?? null}::uuid, ${token?.name ?? null}::text, p.title
    FROM unnest(${sql.param(ids)}::uuid[], ${sql.param([...actorIds])}::uuid[]) AS edit(id, actor_id)
    JOIN users u ON u.id = edit.actor_id
    JOIN pages p ON p.id = ${pageId}::uuid
    WHERE NOT EXISTS (
      SELECT FROM activity earlier
      WHERE earlier.page_id = p.id AND earlier.id >= ${firstIdAt(Date.now() - editsTogetherMs)}::uuid
        AND earlier.actor_id = u.id AND earlier.kind IN ('page.content-changed', 'page.created')
        AND (${token === undefined} OR earlier.token_id IS NOT DISTINCT FROM ${token?.id ?? null}::uuid))`);
}
