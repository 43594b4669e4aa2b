import { eq } from "drizzle-orm";
import { passwordResets, users } from "#services/database/schema/people.ts";
import { hashPassword } from "#services/identity/passwords.ts";
import { deleteSessionsOf } from "#services/identity/sessions.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { transact } from "#services/web/operations/transact.ts";
import { isOpenReset, noSuchReset } from "./read-password-reset.ts";

export const usePasswordReset: Handler<"passwordResets.use"> = async ({ input, services, response }) => {
  // A code that opens nothing costs no hashing.
  if ((await services.db.$count(passwordResets, isOpenReset(input.code))) === 0) throw noSuchReset();
  const passwordHash = await hashPassword(input.password);
  await transact(services, async ({ tx, rightsChanged }) => {
    const [used] = await tx
      .delete(passwordResets)
      .where(isOpenReset(input.code))
      .returning({ userId: passwordResets.userId });
    if (!used) throw noSuchReset();
    await tx.update(users).set({ passwordHash }).where(eq(users.id, used.userId));
    rightsChanged(...(await deleteSessionsOf(tx, used)));
  });
  response.clearSession();
  return {};
};
