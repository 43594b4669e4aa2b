import { setTimeout } from "node:timers/promises";
import { lt, sql } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { idempotencyKeys } from "#services/database/schema/pages.ts";
import { sessionTokens, socketTokens } from "#services/database/schema/people.ts";
import { setAsideGrants } from "#services/database/schema/sharing.ts";
import { pageTags, tags } from "#services/database/schema/tags.ts";
import { sweepEvents } from "#services/events/read-events.ts";
import { sweepSignInFailures } from "#services/identity/sign-in-lock.ts";
import type { WebServices } from "./context.ts";
import { emptyTrash } from "./empty-trash.ts";

const minuteMs = 60_000;
/** Soon after the start, for programs that never run an hour, but not in its way. */
const usualTimes = { firstAfterMs: minuteMs, everyMs: 60 * minuteMs };

export interface SweepOptions {
  readonly services: WebServices;
  readonly times?: { readonly firstAfterMs: number; readonly everyMs: number };
}

async function sweepRows(db: Database): Promise<void> {
  await sweepEvents(db);
  await sweepSignInFailures(db);
  await db.delete(socketTokens).where(lt(socketTokens.expiresAt, sql`now()`));
  await db.delete(sessionTokens).where(lt(sessionTokens.expiresAt, sql`now()`));
  await db.delete(setAsideGrants).where(lt(setAsideGrants.setAsideAt, sql`now() - interval '1 day'`));
  await db.delete(pageTags).where(lt(pageTags.setAsideAt, sql`now() - interval '1 day'`));
  await db.delete(tags).where(lt(tags.deletedAt, sql`now() - interval '1 day'`));
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`));
}

/**
 * Removes, a minute after the start and then once an hour, what has outlived its purpose: old events, expired tokens,
 * spent idempotency keys, and what has lain in the trash for long enough.
 */
export function startSweeping({ services, times = usualTimes }: SweepOptions): { stop(): Promise<void> } {
  const { db, logger } = services;
  const stopping = new AbortController();

  async function sweepForever(signal: AbortSignal): Promise<void> {
    for (let delayMs = times.firstAfterMs; ; delayMs = times.everyMs) {
      await setTimeout(delayMs, undefined, { signal, ref: false });
      await sweepRows(db).catch((error: unknown) => logger.warn({ err: error }, "old rows could not be removed"));
      await emptyTrash(services).catch((error: unknown) => logger.warn({ err: error }, "no trash could be emptied"));
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
