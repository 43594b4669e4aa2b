import { type DriveAccess, filterVisiblePages, readDriveAccess } from "#services/access/page-access.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import type { Queryable } from "#services/database/connection.ts";
import { openCursor, sealCursor } from "#services/events/cursors.ts";
import { readEventsAfter, readStreamHeads, type StoredEvent } from "#services/events/read-events.ts";
import { listNamedPages, tailorEvent } from "#services/events/tailor-event.ts";

/** A client further behind than this reads again what it shows instead. */
const mostEvents = 1_000;

type ListedStream = OperationOutput<"events.list">["streams"][number];

export interface ListEventsRequest {
  readonly userId: string;
  /** See `deriveCursorKey`. */
  readonly cursorKey: Uint8Array;
  readonly streams: readonly { readonly id: string; readonly cursor: string | null }[];
}

interface ReadStream {
  readonly id: string;
  readonly drive: DriveAccess | undefined;
  readonly head: number;
  /** Undefined where the client has to read again what it shows. */
  readonly found: readonly StoredEvent[] | undefined;
}

/** What happened in streams since their cursors, as far as the person may know; streams they may not see are left out. */
export async function listEvents(q: Queryable, request: ListEventsRequest): Promise<ListedStream[]> {
  const { userId, cursorKey } = request;
  const cursors = new Map(request.streams.map(({ id, cursor }) => [id.toLowerCase(), cursor]));
  const heads = await readStreamHeads(q, [...cursors.keys()]);
  const read: ReadStream[] = [];
  for (const [id, cursor] of cursors) {
    const drive = id === userId ? undefined : await readDriveAccess(q, userId, id);
    if (!drive && id !== userId) continue;
    const head = heads.get(id) ?? 0;
    const place = cursor === null ? undefined : openCursor(cursorKey, cursor);
    const found = place?.streamId === id ? await readBetween(q, place, head) : undefined;
    read.push({ id, drive, head, found });
  }
  const named = read.flatMap((stream) => stream.found ?? []).flatMap(({ event }) => listNamedPages(event));
  const visiblePageIds = await filterVisiblePages(q, userId, named);
  return read.map(({ id, drive, head, found }) => ({
    id,
    items: (found ?? []).flatMap((stored) => tailorEvent(stored, { userId, drive, visiblePageIds }) ?? []),
    cursor: sealCursor(cursorKey, { streamId: id, seq: head }),
    reset: !found,
  }));
}

/** The events after a place up to the head; undefined when some of them are gone or they are too many. */
async function readBetween(
  q: Queryable,
  place: { readonly streamId: string; readonly seq: number },
  head: number,
): Promise<StoredEvent[] | undefined> {
  const count = head - place.seq;
  if (count < 0 || count > mostEvents) return undefined;
  if (count === 0) return [];
  const found = await readEventsAfter(q, place, count);
  return found.at(-1)?.seq === head && found.length === count ? found : undefined;
}
