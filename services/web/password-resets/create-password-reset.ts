import { eq } from "drizzle-orm";
import { passwordResets, users } from "#services/database/schema/people.ts";
import { createToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";

const lifetimeMs = 24 * 60 * 60 * 1_000;

export const createPasswordReset: Handler<"passwordResets.create"> = async ({ input, tx, services, request }) => {
  const [person] = await tx
    .select({ id: users.id, email: users.email, deactivatedAt: users.deactivatedAt })
    .from(users)
    .where(eq(users.id, input.userId))
    .for("no key update");
  if (!person) throw new OperationError("not-found", "There is no such person.");
  if (person.deactivatedAt !== null) {
    throw new OperationError("conflict", "This account is deactivated; reactivate it first.");
  }
  if (person.email === null) {
    throw new OperationError("conflict", "This account signs in without a password; there is none to set.");
  }
  await tx.delete(passwordResets).where(eq(passwordResets.userId, person.id));
  const { token, hash: tokenHash } = createToken("reset");
  const expiresAt = new Date(Date.now() + lifetimeMs);
  await tx.insert(passwordResets).values({ tokenHash, userId: person.id, expiresAt });
  // The code stands in the fragment, which browsers send to no server.
  const origin = services.config.web.publicUrl ?? request.origin;
  return { url: `${origin}/reset#code=${token}`, expiresAt: expiresAt.toISOString() };
};
