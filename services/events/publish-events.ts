import { sql } from "drizzle-orm";
import type { NewWorkspaceEvent } from "#services/contracts/events.ts";
import type { Queryable, Transaction } from "#services/database/connection.ts";

/** An event for a stream (a drive or a person). */
export interface Publication {
  readonly streamId: string;
  readonly event: NewWorkspaceEvent;
  /** Who receives it, fixed now because its page will be gone or elsewhere when it is read; never sent. */
  readonly viewers?: readonly string[];
}

/** A stream that grew, and how far it reaches now. */
export interface StreamHead {
  readonly id: string;
  readonly seq: number;
}

/** Makes an empty stream for a new drive or person. */
export async function createStream(tx: Queryable, streamId: string): Promise<void> {
  await tx.execute(sql`INSERT INTO streams (id) VALUES (${streamId}) ON CONFLICT DO NOTHING`);
}

/**
 * Stores events as the last statements of a transaction: the streams' rows stay locked until the commit, which makes
 * each stream's numbers dense and equal to the order of commits. Streams are taken in ascending order.
 */
export async function publishEvents(tx: Transaction, publications: readonly Publication[]): Promise<StreamHead[]> {
  const byStream = Map.groupBy(publications, (publication) => publication.streamId.toLowerCase());
  const heads: StreamHead[] = [];
  for (const id of [...byStream.keys()].sort()) {
    heads.push({ id, seq: await appendToStream(tx, id, byStream.get(id) ?? []) });
  }
  return heads;
}

async function appendToStream(tx: Transaction, streamId: string, items: readonly Publication[]): Promise<number> {
  const rows = items.map(({ event: { type, actorId, ...event }, viewers }) => ({
    type,
    actor: actorId,
    page_id: "pageId" in event ? event.pageId : null,
    payload: { event, ...(viewers ? { viewers } : {}) },
  }));
  const appended = await tx.execute<{ seq: string }>(sql`
    WITH head AS (
      INSERT INTO streams (id, seq) VALUES (${streamId}, ${rows.length})
      ON CONFLICT (id) DO UPDATE SET seq = streams.seq + excluded.seq
      RETURNING seq
    ), items AS (
      SELECT * FROM ROWS FROM (
        jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (type text, actor uuid, page_id uuid, payload jsonb)
      ) WITH ORDINALITY AS item(type, actor, page_id, payload, place)
    ), stored AS (
      INSERT INTO events (stream_id, seq, page_id, type, payload, actor, created_at)
      SELECT ${streamId}, head.seq - ${rows.length} + items.place, items.page_id, items.type, items.payload, items.actor, clock_timestamp()
      FROM head, items
    )
    SELECT seq FROM head`);
  return Number(appended.rows[0]?.seq);
}
