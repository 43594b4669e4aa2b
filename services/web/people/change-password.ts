import { and, eq } from "drizzle-orm";
import { users } from "#services/database/schema/people.ts";
import { hashPassword, verifyPassword } from "#services/identity/passwords.ts";
import { deleteSessionsOf } from "#services/identity/sessions.ts";
import { beginSignIn, clearSignInFailures } from "#services/identity/sign-in-lock.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { transact } from "#services/web/operations/transact.ts";

export const changePassword: Handler<"people.changePassword"> = async ({ input, session, services, request }) => {
  const { userId } = session;
  const [person] = await services.db.select().from(users).where(eq(users.id, userId));
  if (!person?.email || person.passwordHash === null) {
    throw new OperationError("conflict", "This account signs in without a password; there is none to change.");
  }
  const { email, passwordHash: known } = person;
  // Who found an open browser does not get to guess without end either.
  const attempt = { email, address: request.address };
  await beginSignIn(services.db, attempt, request.signal);
  if (!(await verifyPassword(known, input.password))) {
    throw new OperationError("forbidden", "The present password is not right; nothing was changed.");
  }
  const passwordHash = await hashPassword(input.newPassword);
  await transact(services, async ({ tx, rightsChanged }) => {
    await clearSignInFailures(tx, attempt);
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, userId), eq(users.passwordHash, known)))
      .returning({ id: users.id });
    if (changed.length === 0) {
      throw new OperationError("conflict", "The password was changed elsewhere just now; nothing was changed here.");
    }
    if (input.endsOtherSessions)
      rightsChanged(...(await deleteSessionsOf(tx, { userId, exceptId: session.sessionId })));
  });
  return {};
};
