import { and, eq, isNull, sql } from "drizzle-orm";
import type { ParsedInput } from "#services/contracts/catalogue.ts";
import type { Transaction } from "#services/database/connection.ts";
import { users } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { readPermissions } from "./read-permissions.ts";
import { setGrant } from "./set-grant.ts";

/** The person a grant is for; undefined where it is for a role. */
async function findSubject(
  tx: Transaction,
  { userId, email }: ParsedInput<"permissions.grant">,
): Promise<string | undefined> {
  if (userId === undefined && email === undefined) return undefined;
  const isNamed = userId === undefined ? sql`lower(${users.email}) = lower(${email})` : eq(users.id, userId);
  const [found] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(isNamed, isNull(users.deletedAt)));
  if (found) return found.id;
  throw new OperationError(
    "not-found",
    userId === undefined
      ? "Nobody here has that address. Invite them to the drive first, or share a link."
      : "There is no such person.",
  );
}

export const grantPermission: Handler<"permissions.grant"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const { pageId, role, level } = input;
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new OperationError("invalid-input", "That time has passed; nothing was shared. Choose a later one.");
  }
  const page = await readPageRow(tx, pageId);
  const userId = await findSubject(tx, input);
  const to = userId === undefined ? { driveRole: role ?? "guest" } : { userId };
  await setGrant({ tx, publish, rightsChanged }, { page, actorId: actor.userId, to, level, expiresAt });
  return readPermissions(tx, actor.userId, pageId);
};
