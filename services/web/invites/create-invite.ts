import { eq } from "drizzle-orm";
import { drives, invites } from "#services/database/schema/drives.ts";
import { createToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { Handler } from "#services/web/operations/handler.ts";

const msPerDay = 24 * 60 * 60 * 1_000;

export const createInvite: Handler<"invites.create"> = async (context) => {
  const { input, actor, tx, services, request, publish } = context;
  const { driveId, role, maxUses, expiresInDays } = input;
  const [drive] = await tx.select({ kind: drives.kind }).from(drives).where(eq(drives.id, driveId));
  if (drive?.kind === "home") {
    throw new OperationError(
      "conflict",
      "A Home drive stays private; make a drive for the team and invite people there.",
    );
  }
  const { token, hash: tokenHash, prefix } = createToken("inv");
  const createdAt = new Date();
  const expiresAt = expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * msPerDay);
  const id = createId();
  const given = { id, role, createdAt, expiresAt, maxUses };
  await tx.insert(invites).values({ ...given, driveId, tokenHash, tokenPrefix: prefix, createdBy: actor.userId });
  publish(driveId, { type: "invite.made", actorId: actor.userId, driveId, role });
  // The code stands in the fragment, which browsers send to no server.
  const origin = services.config.web.publicUrl ?? request.origin;
  return {
    url: `${origin}/invite#code=${token}`,
    invite: {
      ...given,
      prefix,
      createdBy: actor.name,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      uses: 0,
    },
  };
};
