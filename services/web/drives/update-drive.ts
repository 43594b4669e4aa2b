import { eq } from "drizzle-orm";
import { drives } from "#services/database/schema/drives.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readDriveDetails } from "./list-drives.ts";

export const updateDrive: Handler<"drives.update"> = async ({ input, actor, tx, publish }) => {
  const { driveId, icon, description, aiInstructions } = input;
  const changes = {
    ...(icon === undefined ? {} : { icon }),
    ...(description === undefined ? {} : { description }),
    ...(aiInstructions === undefined ? {} : { aiInstructions }),
  };
  if (Object.keys(changes).length > 0) {
    await tx.update(drives).set(changes).where(eq(drives.id, driveId));
  }
  const drive = await readDriveDetails(tx, actor.userId, driveId);
  if (Object.keys(changes).length > 0) {
    publish(driveId, { type: "drive.updated", actorId: actor.userId, driveId: drive.id, icon: drive.icon });
  }
  return drive;
};
