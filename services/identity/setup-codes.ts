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

export interface GivenSetupCode {
  readonly code: string;
  /** True for a code of an earlier start, which a newer one may have made void meanwhile. */
  readonly isShown: boolean;
}

/**
 * A new setup code, or the given one, which makes older ones void; nothing once an owner exists, or when the given one
 * was shown before and a newer one has made it void.
 */
export async function renewSetupCode(db: Database, given?: GivenSetupCode): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasOwner(tx)) return undefined;
    if (given?.isShown && (await isVoid(tx, given.code))) return undefined;
    const code = given?.code ?? createToken("setup").token;
    await tx.delete(setupCodes);
    await tx.insert(setupCodes).values({ codeHash: hashToken(code) });
    return code;
  });
}

async function isVoid(tx: Transaction, code: string): Promise<boolean> {
  const valid = await tx.select({ isThis: sql<boolean>`${eq(setupCodes.codeHash, hashToken(code))}` }).from(setupCodes);
  return valid.length > 0 && !valid.some(({ isThis }) => isThis);
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
