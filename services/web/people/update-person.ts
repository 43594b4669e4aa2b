import { eq, sql } from "drizzle-orm";
import { users } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

export const updatePerson: Handler<"people.update"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const { userId } = actor;
  const [person] = await tx.update(users).set({ name: input.name }).where(eq(users.id, userId)).returning();
  if (!person) throw new OperationError("unauthenticated", "This session has ended; sign in again.");
  // Cached sessions hold the name.
  rightsChanged(userId);
  const drives = await tx.execute<{ id: string }>(sql`SELECT drives_of(${userId}::uuid) AS id`);
  for (const streamId of [userId, ...drives.rows.map(({ id }) => id)]) {
    publish(streamId, { type: "person.renamed", actorId: userId, userId, name: person.name });
  }
  return describePerson(person);
};
