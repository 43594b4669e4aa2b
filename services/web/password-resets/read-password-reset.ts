import { and, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "#services/database/connection.ts";
import { passwordResets, users } from "#services/database/schema/people.ts";
import { hashToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

/** The condition that a reset has this code and can still be used. */
export function isOpenReset(code: string) {
  return and(eq(passwordResets.tokenHash, hashToken(code)), gt(passwordResets.expiresAt, sql`now()`));
}

export function noSuchReset(): OperationError {
  return new OperationError(
    "not-found",
    "This link was used, replaced by a newer one, or is older than a day. Ask for a new one; the password is as it was.",
  );
}

async function findReset(q: Queryable, code: string) {
  const [reset] = await q
    .select({ id: users.id, name: users.name, email: users.email, expiresAt: passwordResets.expiresAt })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(isOpenReset(code));
  return reset;
}

export const readPasswordReset: Handler<"passwordResets.read"> = async ({ input, services }) => {
  const reset = await findReset(services.db, input.code);
  if (!reset) throw noSuchReset();
  const { name, email } = describePerson(reset);
  return { name, email, expiresAt: reset.expiresAt.toISOString() };
};
