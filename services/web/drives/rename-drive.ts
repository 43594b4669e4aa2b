import { eq } from "drizzle-orm";
import { drives } from "#services/database/schema/drives.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readDriveSummary } from "./list-drives.ts";

export const renameDrive: Handler<"drives.rename"> = async ({ input, actor, tx, publish }) => {
  const { driveId, name } = input;
  await tx.update(drives).set({ name }).where(eq(drives.id, driveId));
  publish(driveId, { type: "drive.renamed", actorId: actor.userId, driveId, name });
  return readDriveSummary(tx, actor.userId, driveId);
};
