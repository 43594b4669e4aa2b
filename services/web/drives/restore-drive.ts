import { eq } from "drizzle-orm";
import { listPeopleOf } from "#services/access/page-access.ts";
import { drives } from "#services/database/schema/drives.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readDriveSummary } from "./list-drives.ts";
import { tellEverybody } from "./tell-everybody.ts";

export const restoreDrive: Handler<"drives.restore"> = async ({ input, actor, ...scope }) => {
  const { tx } = scope;
  await tx.update(drives).set({ trashedAt: null }).where(eq(drives.id, input.driveId));
  const drive = await readDriveSummary(tx, actor.userId, input.driveId);
  const people = await listPeopleOf(tx, drive.id);
  tellEverybody(scope, { type: "drive.restored", actorId: actor.userId, driveId: drive.id }, people);
  return drive;
};
