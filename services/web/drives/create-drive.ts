import type { Handler } from "#services/web/operations/handler.ts";
import { insertDrive } from "./insert-drive.ts";

export const createDrive: Handler<"drives.create"> = async ({ input, actor, tx, publish, rightsChanged }) => {
  const drive = await insertDrive(tx, { name: input.name, kind: "shared", ownerId: actor.userId });
  rightsChanged(actor.userId);
  publish(actor.userId, { type: "drive.created", actorId: actor.userId, driveId: drive.id, name: drive.name });
  return drive;
};
