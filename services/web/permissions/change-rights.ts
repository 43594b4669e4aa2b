import { listEveryViewer } from "#services/access/page-access.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import type { PageRow } from "#services/web/pages/read-page-row.ts";

interface Change {
  readonly page: PageRow;
  readonly actorId: string;
  /** Whose rights changed, where it is not those of a role. */
  readonly userId?: string | undefined;
}

/** Runs a change of the rights on a page, voids what is cached of them, and tells those who could see the page before or can now. */
export async function changeRights(
  scope: Pick<TransactionScope, "tx" | "publish" | "rightsChanged">,
  { page, actorId, userId }: Change,
  change: () => Promise<void>,
): Promise<void> {
  const before = await listEveryViewer(scope.tx, page.id);
  await change();
  const after = await listEveryViewer(scope.tx, page.id);
  scope.rightsChanged(page.driveId, ...(userId === undefined ? [] : [userId]));
  const viewers = [...new Set([...before, ...after])];
  const event = { type: "permission.changed", actorId, driveId: page.driveId, pageId: page.id } as const;
  scope.publish(page.driveId, event, viewers);
  // Who has no place in the drive yet, or none any more, follows only their own stream.
  if (userId !== undefined) scope.publish(userId, event, [userId]);
}
