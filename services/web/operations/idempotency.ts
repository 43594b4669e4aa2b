import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { idempotencyKeys } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";

export interface IdempotentCall {
  readonly actorId: string;
  readonly operation: string;
  readonly key: string;
  readonly input: unknown;
}

function sameCall(call: IdempotentCall) {
  return and(
    eq(idempotencyKeys.actorId, call.actorId),
    eq(idempotencyKeys.operation, call.operation),
    eq(idempotencyKeys.key, call.key),
  );
}

/**
 * Runs a mutation at most once per actor, operation and key. A twin waits on the row of the first and gets its answer;
 * the same key with another input is a `conflict`; a failure stores nothing.
 */
export async function runOnce(tx: Transaction, call: IdempotentCall, run: () => Promise<unknown>): Promise<unknown> {
  const inputHash = createHash("sha256").update(JSON.stringify(call.input)).digest("hex");
  const { actorId, operation, key } = call;
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({ actorId, operation, key, inputHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (inserted.length === 0) {
    const [earlier] = await tx.select().from(idempotencyKeys).where(sameCall(call));
    if (earlier?.inputHash !== inputHash) {
      throw new OperationError("conflict", "This idempotency key was used for another request; use a new one.");
    }
    return earlier.output;
  }
  const output = await run();
  await tx.update(idempotencyKeys).set({ output }).where(sameCall(call));
  return output;
}
