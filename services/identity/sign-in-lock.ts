import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database, Queryable } from "#services/database/connection.ts";
import { networkOfAddress } from "#services/identity/network-of-address.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";

const windowMinutes = 15;
/** Failures of one account from one network that lock this pair for the window. */
const failuresToLock = 10;
/** Failures from one network, whatever the accounts, that close sign-in from there for the window. */
const failuresOfNetwork = 50;
/** An attempt younger than this may still be under way, and succeed, in seconds. */
const undecidedSeconds = 5;
/** How often and how long an attempt waits where only undecided ones stand in its way. */
const mostWaits = 4;
const waitMs = 1_000;
/** Failures of one account from all networks that nobody is slowed for. */
const failuresUnslowed = 10;
const slowStepMs = 200;
const slowestMs = 3_000;

/** Whose password is tried, and from where. */
export interface SignInSubject {
  readonly email: string;
  readonly address: string;
}

interface Failures extends Record<string, unknown> {
  /** Of the account from the network. */
  readonly ofPair: number;
  /** Of the account from anywhere. */
  readonly ofAccount: number;
  /** From the network, whatever the account; `decided` are those that are not under way any more. */
  readonly ofNetwork: number;
  readonly decided: number;
}

function hashAccount(email: string): Buffer {
  return createHash("sha256").update(email.toLowerCase()).digest();
}

/**
 * Counts an attempt to sign in as failed until `clearSignInFailures` says otherwise, so that many at once gain nothing.
 * Throws `locked-out` after ten failures of the account from the network, and `rate-limited` after fifty from the network
 * altogether; many people behind one address who sign in at once wait for one another. An account under attack from
 * elsewhere only answers more slowly.
 */
export async function beginSignIn(db: Database, subject: SignInSubject, signal?: AbortSignal): Promise<void> {
  const options = signal ? { signal } : {};
  for (let waits = 0; ; waits += 1) {
    const failures = await countAttempt(db, subject);
    if (failures.ofNetwork < failuresOfNetwork) {
      const delayMs = Math.min(slowestMs, Math.max(0, failures.ofAccount - failuresUnslowed) * slowStepMs);
      if (delayMs > 0) await setTimeout(delayMs, undefined, options);
      return;
    }
    if (failures.decided >= failuresOfNetwork || waits === mostWaits) {
      throw new OperationError(
        "rate-limited",
        `Too many failed sign-ins from this address; try again in ${windowMinutes} minutes.`,
      );
    }
    await setTimeout(waitMs, undefined, options);
  }
}

/** Stores an attempt unless its network has used up what it may; answers what there was before it. */
async function countAttempt(db: Database, subject: SignInSubject): Promise<Failures> {
  const account = hashAccount(subject.email);
  const network = networkOfAddress(subject.address);
  return db.transaction(async (tx) => {
    // Accounts before networks, so that no two attempts wait for each other.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${account.toString("hex")}, 0))`);
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${network}, 1))`);
    const counted = await tx.execute<Failures>(sql`
      SELECT count(*) FILTER (WHERE account_hash = ${account} AND address = ${network})::int AS "ofPair",
        count(*) FILTER (WHERE account_hash = ${account})::int AS "ofAccount",
        count(*) FILTER (WHERE address = ${network})::int AS "ofNetwork",
        count(*) FILTER (WHERE address = ${network}
          AND failed_at <= now() - make_interval(secs => ${undecidedSeconds}))::int AS decided
      FROM sign_in_failures
      WHERE (account_hash = ${account} OR address = ${network})
        AND failed_at > now() - make_interval(mins => ${windowMinutes})`);
    const failures = counted.rows[0] ?? { ofPair: 0, ofAccount: 0, ofNetwork: 0, decided: 0 };
    if (failures.ofPair >= failuresToLock) {
      throw new OperationError(
        "locked-out",
        `Too many failed attempts from here; try again in ${windowMinutes} minutes.`,
      );
    }
    if (failures.ofNetwork < failuresOfNetwork) {
      await tx.execute(
        sql`INSERT INTO sign_in_failures (id, account_hash, address) VALUES (${createId()}, ${account}, ${network})`,
      );
    }
    return failures;
  });
}

/** Forgets the failures of an account from a network, after a sign-in that succeeded; those of other accounts stay. */
export async function clearSignInFailures(q: Queryable, subject: SignInSubject): Promise<void> {
  await q.execute(
    sql`DELETE FROM sign_in_failures WHERE account_hash = ${hashAccount(subject.email)} AND address = ${networkOfAddress(subject.address)}`,
  );
}

/** Removes failures too old to count. */
export async function sweepSignInFailures(q: Queryable): Promise<void> {
  await q.execute(sql`DELETE FROM sign_in_failures WHERE failed_at <= now() - make_interval(mins => ${windowMinutes})`);
}
