import { setTimeout } from "node:timers/promises";
import { lt, sql } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { idempotencyKeys } from "#services/database/schema/pages.ts";
import { sessionTokens, socketTokens } from "#services/database/schema/people.ts";
import { sweepEvents } from "#services/events/read-events.ts";
import { sweepSignInFailures } from "#services/identity/sign-in-lock.ts";
import type { Logger } from "#services/platform/logger.ts";

const minuteMs = 60_000;
/** Soon after the start, for programs that never run an hour, but not in its way. */
const usualTimes = { firstAfterMs: minuteMs, everyMs: 60 * minuteMs };

export interface SweepOptions {
  readonly db: Database;
  readonly logger: Logger;
  readonly times?: { readonly firstAfterMs: number; readonly everyMs: number };
}

async function sweepOnce(db: Database): Promise<void> {
  await sweepEvents(db);
  await sweepSignInFailures(db);
  await db.delete(socketTokens).where(lt(socketTokens.expiresAt, sql`now()`));
  await db.delete(sessionTokens).where(lt(sessionTokens.expiresAt, sql`now()`));
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`));
}

/**
 * Removes, a minute after the start and then once an hour, rows that have outlived their purpose: old events, expired
 * tokens, spent idempotency keys.
 */
export function startSweeping({ db, logger, times = usualTimes }: SweepOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();

  async function sweepForever(signal: AbortSignal): Promise<void> {
    for (let delayMs = times.firstAfterMs; ; delayMs = times.everyMs) {
      await setTimeout(delayMs, undefined, { signal, ref: false });
      await sweepOnce(db).catch((error: unknown) => logger.warn({ err: error }, "old rows could not be removed"));
    }
  }

  const running = sweepForever(stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
