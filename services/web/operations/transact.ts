import { raiseEpochs } from "#services/access/epochs.ts";
import type { EventsHint } from "#services/contracts/internal.ts";
import type { Transaction } from "#services/database/connection.ts";
import { postHint } from "#services/events/notify-realtime.ts";
import { type Publication, publishEvents } from "#services/events/publish-events.ts";
import { type ActingToken, recordActivity } from "#services/events/record-activity.ts";
import type { Actor } from "#services/identity/actor.ts";
import type { Publish, WebServices } from "#services/web/context.ts";

export interface TransactionScope {
  readonly tx: Transaction;
  readonly publish: Publish;
  readonly documentGrew: (pageId: string, seq: number) => void;
  readonly rightsChanged: (...subjectIds: string[]) => void;
}

/**
 * Runs one transaction whose epochs, activity and events are stored as its last statements; realtime is told after the
 * commit. The actor is given where a token may act.
 */
export async function transact<Result>(
  services: WebServices,
  run: (scope: TransactionScope) => Promise<Result>,
  actor?: Actor,
): Promise<Result> {
  const grown = new Map<string, number>();
  const changed = new Set<string>();
  let streams: EventsHint["streams"] = [];
  const result = await services.db.transaction(async (tx) => {
    const pending: Publication[] = [];
    const value = await run({
      tx,
      publish: (streamId, event, viewers) => {
        pending.push(viewers === undefined ? { streamId, event } : { streamId, event, viewers });
      },
      documentGrew: (pageId, seq) => void grown.set(pageId, seq),
      rightsChanged: (...subjectIds) => {
        for (const id of subjectIds) changed.add(id);
      },
    });
    await raiseEpochs(tx, [...changed]);
    await recordActivity(tx, pending, tokenOf(actor));
    if (pending.length > 0) streams = await publishEvents(tx, pending);
    return value;
  });
  // Whoever reads next through this process reads by the new rights, before the announcement comes back.
  for (const subjectId of changed) services.access.forget(subjectId);
  const documents = [...grown].map(([pageId, seq]) => ({ pageId, seq }));
  for (const { pageId } of documents) services.projections.kick(pageId);
  const { peers, config } = services;
  // Hints only: what they fail to tell is found in the tables within a second or two.
  if (streams.length > 0) void postHint(peers, config.secrets.service, { streams });
  if (documents.length > 0) void postHint(peers, config.secrets.service, { documents });
  return result;
}

/** The token an actor is, or null where a person acts themselves. */
export function tokenOf(actor: Actor | undefined): ActingToken | null {
  return actor?.kind === "token" ? { id: actor.tokenId, name: actor.tokenName } : null;
}
