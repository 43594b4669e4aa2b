import type { NewWorkspaceEvent } from "#services/contracts/events.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";

type DriveCameOrWent = NewWorkspaceEvent & { readonly type: "drive.trashed" | "drive.restored" };

/** Makes what is cached of a drive's rights void and tells each of its people in their own stream: the drive's is out of reach while it lies in the trash. */
export function tellEverybody(
  { publish, rightsChanged }: Pick<TransactionScope, "publish" | "rightsChanged">,
  event: DriveCameOrWent,
  people: readonly string[],
): void {
  rightsChanged(event.driveId, ...people);
  for (const userId of people) publish(userId, event);
}
