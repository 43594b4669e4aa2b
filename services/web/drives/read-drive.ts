import type { Handler } from "#services/web/operations/handler.ts";
import { readDriveDetails } from "./list-drives.ts";

export const readDrive: Handler<"drives.read"> = ({ input, actor, services }) =>
  readDriveDetails(services.db, actor.userId, input.driveId);
