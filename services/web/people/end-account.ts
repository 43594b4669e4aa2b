import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { invites } from "#services/database/schema/drives.ts";
import { passwordResets, users } from "#services/database/schema/people.ts";
import { deleteSessionsOf } from "#services/identity/sessions.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";

export type Account = typeof users.$inferSelect;

/** The account of somebody but the owner of the installation, locked; refuses the owner's, which always stays. */
export async function requireOther(tx: Transaction, userId: string): Promise<Account> {
  const [person] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .for("update");
  if (!person) throw new OperationError("not-found", "There is no such account.");
  if (person.isOwner) {
    throw new OperationError("conflict", "This is the account of the owner of this PageSpace; it always stays.");
  }
  return person;
}

/** Ends every way in which somebody acts here now, and those by which they could come back: sessions with their sockets, cached tokens, links for a new password, invites they made. */
export async function endReach(
  { tx, rightsChanged }: Pick<TransactionScope, "tx" | "rightsChanged">,
  userId: string,
): Promise<void> {
  const sessionIds = await deleteSessionsOf(tx, { userId });
  await tx.delete(passwordResets).where(eq(passwordResets.userId, userId));
  await tx.delete(invites).where(eq(invites.createdBy, userId));
  rightsChanged(userId, ...sessionIds);
}
