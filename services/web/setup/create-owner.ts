import { users } from "#services/database/schema/people.ts";
import { hashPassword } from "#services/identity/passwords.ts";
import { createSession } from "#services/identity/sessions.ts";
import { consumeSetupCode, hasOwner } from "#services/identity/setup-codes.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { transact } from "#services/web/operations/transact.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";
import { createHomeDrive } from "./create-home-drive.ts";

export const createOwner: Handler<"setup.createOwner"> = async ({ input, services, request, response }) => {
  if (await hasOwner(services.db)) {
    throw new OperationError("conflict", "This PageSpace is set up already; sign in.");
  }
  const passwordHash = await hashPassword(input.password);
  const user = { id: createId(), name: input.name, email: input.email, passwordHash, isOwner: true };
  const session = await transact(services, async (scope) => {
    const isRight = await consumeSetupCode(scope.tx, input.code);
    if (!isRight) {
      throw new OperationError(
        "forbidden",
        "That setup code is not valid; use the one the last start of PageSpace printed.",
      );
    }
    await scope.tx.insert(users).values(user);
    await createHomeDrive(scope, user.id);
    return createSession(scope.tx, { userId: user.id, userAgent: request.userAgent });
  });
  response.setSession(session.token);
  return { user: describePerson(user) };
};
