import { eq, sql } from "drizzle-orm";
import type { Database, Queryable, Transaction } from "#services/database/connection.ts";
import { setupCodes, users } from "#services/database/schema/people.ts";
import { createToken, hashToken } from "#services/identity/tokens.ts";

/** Serialises everything about the first owner; any fixed number serves. */
const setupLock = 7_124_002;

async function lockSetup(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${setupLock})`);
}

/** Whether the installation has its owner. */
export async function hasOwner(q: Queryable): Promise<boolean> {
  const owners = await q.select({ id: users.id }).from(users).where(eq(users.isOwner, true)).limit(1);
  return owners.length > 0;
}

/** A new setup code, or the given one, which makes older ones void; nothing once an owner exists. */
export async function renewSetupCode(db: Database, given?: string): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasOwner(tx)) return undefined;
    const code = given ?? createToken("setup").token;
    await tx.delete(setupCodes);
    await tx.insert(setupCodes).values({ codeHash: hashToken(code) });
    return code;
  });
}

/** Uses up the setup code in the transaction that makes the owner, which others wait for; false when it is not valid. */
export async function consumeSetupCode(tx: Transaction, code: string): Promise<boolean> {
  await lockSetup(tx);
  if (await hasOwner(tx)) return false;
  const used = await tx
    .delete(setupCodes)
    .where(eq(setupCodes.codeHash, hashToken(code)))
    .returning({ createdAt: setupCodes.createdAt });
  return used.length > 0;
}
