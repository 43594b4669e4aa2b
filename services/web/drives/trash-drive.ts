import { eq, sql } from "drizzle-orm";
import { listPeopleOf } from "#services/access/page-access.ts";
import { drives } from "#services/database/schema/drives.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { tellEverybody } from "./tell-everybody.ts";

export const trashDrive: Handler<"drives.trash"> = async ({ input, actor, ...scope }) => {
  const { tx } = scope;
  const [drive] = await tx
    .select({ id: drives.id, kind: drives.kind })
    .from(drives)
    .where(eq(drives.id, input.driveId));
  if (!drive) throw new Error("The drive vanished while it was locked.");
  if (drive.kind === "home") throw new OperationError("conflict", "Your Home drive stays; put single pages away.");
  await tx.update(drives).set({ trashedAt: sql`now()` }).where(eq(drives.id, drive.id));
  const people = await listPeopleOf(tx, drive.id);
  tellEverybody(scope, { type: "drive.trashed", actorId: actor.userId, driveId: drive.id }, people);
  return {};
};
