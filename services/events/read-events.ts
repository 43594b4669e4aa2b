import { and, asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import * as z from "zod";
import { WorkspaceEvent } from "#services/contracts/events.ts";
import type { Queryable } from "#services/database/connection.ts";
import { events, streams } from "#services/database/schema/pages.ts";

/** How long events are kept, in days. */
const keptDays = 7;
const sweepRows = 5_000;

const Payload = z.object({ event: z.record(z.string(), z.unknown()), viewers: z.array(z.string()).optional() });

/** An event in its place in a stream. */
export interface StoredEvent {
  readonly streamId: string;
  readonly seq: number;
  readonly type: string;
  /** Null for one that this version does not know, as a newer instance may store it: nobody receives it. */
  readonly event: WorkspaceEvent | null;
  /** Exactly who receives it, where that was fixed when it happened; else rights decide. Never sent. */
  readonly viewers: readonly string[] | null;
}

/** The events of a stream after a number, in order, at most `limit`. */
export async function readEventsAfter(
  q: Queryable,
  place: { readonly streamId: string; readonly seq: number },
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await q
    .select()
    .from(events)
    .where(and(eq(events.streamId, place.streamId), gt(events.seq, place.seq)))
    .orderBy(asc(events.seq))
    .limit(limit);
  return rows.map((row) => {
    const { streamId, seq, type } = row;
    const payload = Payload.safeParse(row.payload).data;
    const happened = { type, actorId: row.actor, createdAt: row.createdAt.toISOString() };
    const event = WorkspaceEvent.safeParse({ ...payload?.event, ...happened }).data ?? null;
    return { streamId, seq, type, event, viewers: payload?.viewers ?? null };
  });
}

/** How far each of the streams reaches; 0 where nothing ever happened. */
export async function readStreamHeads(q: Queryable, streamIds: readonly string[]): Promise<Map<string, number>> {
  const heads = new Map(streamIds.map((id) => [id, 0]));
  if (streamIds.length === 0) return heads;
  const rows = await q
    .select()
    .from(streams)
    .where(inArray(streams.id, [...streamIds]));
  for (const row of rows) heads.set(row.id, row.seq);
  return heads;
}

/** Removes events older than seven days; a client that was away longer reads again what it shows. */
export async function sweepEvents(q: Queryable): Promise<void> {
  for (;;) {
    const old = q
      .select({ place: sql`ctid` })
      .from(events)
      .where(lt(events.createdAt, sql`now() - make_interval(days => ${keptDays})`))
      .limit(sweepRows);
    const swept = await q.delete(events).where(inArray(sql`ctid`, old)).returning({ seq: events.seq });
    if (swept.length < sweepRows) return;
  }
}
