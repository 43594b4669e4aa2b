import { eq } from "drizzle-orm";
import { users } from "#services/database/schema/people.ts";
import { verifyPassword } from "#services/identity/passwords.ts";
import { beginSignIn, clearSignInFailures } from "#services/identity/sign-in-lock.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { transact } from "#services/web/operations/transact.ts";
import { deleteAccount } from "./delete-account.ts";

export const deletePerson: Handler<"people.delete"> = async ({ input, actor, ...scope }) => {
  await deleteAccount(scope, { userId: input.userId, actorId: actor.userId });
  return {};
};

export const deleteSelf: Handler<"people.deleteSelf"> = async ({ input, session, services, request, response }) => {
  const { userId } = session;
  const [person] = await services.db.select().from(users).where(eq(users.id, userId));
  if (person?.isOwner !== false || person.email === null) {
    throw new OperationError("conflict", "You are the owner of this PageSpace; your account always stays.");
  }
  const attempt = { email: person.email, address: request.address };
  await beginSignIn(services.db, attempt, request.signal);
  if (!(await verifyPassword(person.passwordHash, input.password))) {
    throw new OperationError("forbidden", "The password is not right; nothing was deleted.");
  }
  await transact(services, async (scope) => {
    await clearSignInFailures(scope.tx, attempt);
    await deleteAccount(scope, { userId, actorId: userId });
  });
  response.clearSession();
  return {};
};
