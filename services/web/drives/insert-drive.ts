import type { DriveSummary } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { createStream } from "#services/events/publish-events.ts";
import { createId } from "#services/platform/uuid-v7.ts";

export interface NewDrive {
  readonly name: string;
  readonly kind: "home" | "shared";
  readonly ownerId: string;
}

/** Inserts a drive with its event stream and its owner as the first member. */
export async function insertDrive(tx: Transaction, drive: NewDrive): Promise<DriveSummary> {
  const id = createId();
  await tx.insert(drives).values({ id, ...drive });
  await tx.insert(driveMembers).values({ driveId: id, userId: drive.ownerId, role: "owner" });
  await createStream(tx, id);
  return { id, name: drive.name, icon: null, kind: drive.kind, role: "owner", sharedBy: null };
}
