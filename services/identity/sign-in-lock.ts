import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database, Queryable } from "#services/database/connection.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";

const windowMinutes = 15;
/** Failures of one account from one address that lock this pair for the window. */
const failuresToLock = 10;
/** Failures of one account from all addresses that nobody is slowed for. */
const failuresUnslowed = 10;
const slowStepMs = 200;
const slowestMs = 3_000;

/** Whose password is tried, and from where. */
export interface SignInSubject {
  readonly email: string;
  readonly address: string;
}

function hashAccount(email: string): Buffer {
  return createHash("sha256").update(email.toLowerCase()).digest();
}

/**
 * Counts an attempt to sign in as failed until `clearSignInFailures` says otherwise, so that many at once gain nothing.
 * Throws `locked-out` after ten failures of the account from the address; an account under attack from elsewhere only
 * answers more slowly.
 */
export async function beginSignIn(db: Database, subject: SignInSubject, signal?: AbortSignal): Promise<void> {
  const account = hashAccount(subject.email);
  const failures = await db.transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${account.toString("hex")}, 0))`);
    const counted = await tx.execute<{ here: number; everywhere: number }>(sql`
      SELECT count(*) FILTER (WHERE address = ${subject.address})::int AS here, count(*)::int AS everywhere
      FROM sign_in_failures
      WHERE account_hash = ${account} AND failed_at > now() - make_interval(mins => ${windowMinutes})`);
    const row = counted.rows[0] ?? { here: 0, everywhere: 0 };
    if (row.here >= failuresToLock) {
      throw new OperationError(
        "locked-out",
        `Too many failed attempts; sign-in from here is closed for ${windowMinutes} minutes.`,
      );
    }
    await tx.execute(
      sql`INSERT INTO sign_in_failures (id, account_hash, address) VALUES (${createId()}, ${account}, ${subject.address})`,
    );
    return row;
  });
  const delayMs = Math.min(slowestMs, Math.max(0, failures.everywhere - failuresUnslowed) * slowStepMs);
  if (delayMs > 0) await setTimeout(delayMs, undefined, signal ? { signal } : {});
}

/** Forgets the failures of an account from an address, after a sign-in that succeeded. */
export async function clearSignInFailures(q: Queryable, subject: SignInSubject): Promise<void> {
  await q.execute(
    sql`DELETE FROM sign_in_failures WHERE account_hash = ${hashAccount(subject.email)} AND address = ${subject.address}`,
  );
}

/** Removes failures too old to count. */
export async function sweepSignInFailures(q: Queryable): Promise<void> {
  await q.execute(sql`DELETE FROM sign_in_failures WHERE failed_at <= now() - make_interval(mins => ${windowMinutes})`);
}
