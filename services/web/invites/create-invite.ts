import { eq } from "drizzle-orm";
import { drives, invites } from "#services/database/schema/drives.ts";
import { createToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { Handler } from "#services/web/operations/handler.ts";

const lifetimeMs = 7 * 24 * 60 * 60 * 1_000;

export const createInvite: Handler<"invites.create"> = async ({ input, actor, tx, services, request }) => {
  const [drive] = await tx.select({ kind: drives.kind }).from(drives).where(eq(drives.id, input.driveId));
  if (drive?.kind === "home") {
    throw new OperationError(
      "conflict",
      "A Home drive stays private; make a drive for the team and invite people there.",
    );
  }
  const { token, hash, prefix } = createToken("inv");
  const expiresAt = new Date(Date.now() + lifetimeMs);
  await tx.insert(invites).values({
    id: createId(),
    driveId: input.driveId,
    role: input.role,
    tokenHash: hash,
    tokenPrefix: prefix,
    createdBy: actor.userId,
    expiresAt,
  });
  // The code stands in the fragment, which browsers send to no server.
  const origin = services.config.web.publicUrl ?? request.origin;
  return { url: `${origin}/invite#code=${token}`, expiresAt: expiresAt.toISOString() };
};
