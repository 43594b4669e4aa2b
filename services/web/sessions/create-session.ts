import { sql } from "drizzle-orm";
import { users } from "#services/database/schema/people.ts";
import { verifyPassword } from "#services/identity/passwords.ts";
import { createSession } from "#services/identity/sessions.ts";
import { beginSignIn, clearSignInFailures } from "#services/identity/sign-in-lock.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { transact } from "#services/web/operations/transact.ts";
import { requireActive } from "#services/web/people/require-active.ts";
import { describePerson } from "./describe-person.ts";

export const createSessionByPassword: Handler<"sessions.create"> = async ({ input, services, request, response }) => {
  const attempt = { email: input.email, address: request.address };
  await beginSignIn(services.db, attempt, request.signal);
  const [user] = await services.db.select().from(users).where(sql`lower(${users.email}) = lower(${input.email})`);
  const isRight = await verifyPassword(user?.passwordHash, input.password);
  if (!user || !isRight) throw new OperationError("unauthenticated", "E-mail or password is not right.");
  requireActive(user);
  const session = await transact(services, async ({ tx }) => {
    await clearSignInFailures(tx, attempt);
    return createSession(tx, { userId: user.id, userAgent: request.userAgent });
  });
  response.setSession(session.token);
  return { user: describePerson(user) };
};
