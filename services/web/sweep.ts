import { lt, sql } from "drizzle-orm";
import type { Database } from "#services/database/connection.ts";
import { idempotencyKeys } from "#services/database/schema/pages.ts";
import { sessionTokens, socketTokens } from "#services/database/schema/people.ts";
import { sweepEvents } from "#services/events/read-events.ts";
import { sweepSignInFailures } from "#services/identity/sign-in-lock.ts";
import type { Logger } from "#services/platform/logger.ts";

const intervalMs = 60 * 60 * 1_000;

export interface SweepOptions {
  readonly db: Database;
  readonly logger: Logger;
}

async function sweepOnce(db: Database): Promise<void> {
  await sweepEvents(db);
  await sweepSignInFailures(db);
  await db.delete(socketTokens).where(lt(socketTokens.expiresAt, sql`now()`));
  await db.delete(sessionTokens).where(lt(sessionTokens.expiresAt, sql`now()`));
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`));
}

/** Removes, once an hour, rows that have outlived their purpose: old events, expired tokens, spent idempotency keys. */
export function startSweeping({ db, logger }: SweepOptions): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = sweepOnce(db).catch((error: unknown) => logger.warn({ err: error }, "old rows could not be removed"));
  }, intervalMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
