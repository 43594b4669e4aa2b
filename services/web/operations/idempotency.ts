import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Queryable, Transaction } from "#services/database/connection.ts";
import { idempotencyKeys } from "#services/database/schema/pages.ts";
import type { Actor } from "#services/identity/actor.ts";
import { OperationError } from "#services/platform/errors.ts";

export interface IdempotentCall {
  /** Of `callerIdOf`. */
  readonly actorId: string;
  readonly operation: string;
  readonly key: string;
  readonly input: unknown;
}

/** Who remembers answers: a person, or a token for itself, which must not be told what its person was. */
export function callerIdOf(actor: Actor): string {
  return actor.kind === "token" ? actor.tokenId : actor.userId;
}

function sameCall(call: IdempotentCall) {
  return and(
    eq(idempotencyKeys.actorId, call.actorId),
    eq(idempotencyKeys.operation, call.operation),
    eq(idempotencyKeys.key, call.key),
  );
}

/** The answer the same call got before; undefined for the first one. Throws `conflict` where the key was used for another input. */
export async function findAnswer(q: Queryable, call: IdempotentCall): Promise<unknown> {
  const [earlier] = await q.select().from(idempotencyKeys).where(sameCall(call));
  if (earlier && earlier.inputHash !== hashOf(call.input)) {
    throw new OperationError("conflict", "This idempotency key was used for another request; use a new one.");
  }
  return earlier?.output;
}

function hashOf(input: unknown): string {
  return createHash("sha256").update(JSON.stringify(input)).digest("hex");
}

/**
 * Runs a mutation at most once per actor, operation and key. A twin waits on the row of the first and gets its answer;
 * the same key with another input is a `conflict`; a failure stores nothing.
 */
export async function runOnce(tx: Transaction, call: IdempotentCall, run: () => Promise<unknown>): Promise<unknown> {
  const { actorId, operation, key } = call;
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({ actorId, operation, key, inputHash: hashOf(call.input) })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (inserted.length === 0) return findAnswer(tx, call);
  const output = await run();
  await tx.update(idempotencyKeys).set({ output }).where(sameCall(call));
  return output;
}
