import { eq, sql } from "drizzle-orm";
import { users } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { endReach, requireOther } from "./end-account.ts";

export const deactivatePerson: Handler<"people.deactivate"> = async ({ input, ...scope }) => {
  const person = await requireOther(scope.tx, input.userId);
  if (person.deactivatedAt !== null) throw new OperationError("conflict", "This account is deactivated already.");
  await scope.tx.update(users).set({ deactivatedAt: sql`now()` }).where(eq(users.id, person.id));
  await endReach(scope, person.id);
  return {};
};

export const reactivatePerson: Handler<"people.reactivate"> = async ({ input, tx, rightsChanged }) => {
  const person = await requireOther(tx, input.userId);
  if (person.deactivatedAt === null) throw new OperationError("conflict", "This account is active already.");
  await tx.update(users).set({ deactivatedAt: null }).where(eq(users.id, person.id));
  rightsChanged(person.id);
  return {};
};
