import { and, eq, inArray } from "drizzle-orm";
import type { DriveRole } from "#services/contracts/access-levels.ts";
import type { Transaction } from "#services/database/connection.ts";
import { driveMembers, invites } from "#services/database/schema/drives.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";

/** A person's place in a drive. */
export interface Membership {
  readonly driveId: string;
  readonly userId: string;
}

const isMember = ({ driveId, userId }: Membership) =>
  and(eq(driveMembers.driveId, driveId), eq(driveMembers.userId, userId));

/** A member by the ids as they are stored, with their role; undefined for who is none. */
export async function findMember(
  tx: Transaction,
  membership: Membership,
): Promise<(Membership & { readonly role: DriveRole }) | undefined> {
  const { driveId, userId, role } = driveMembers;
  const [row] = await tx.select({ driveId, userId, role }).from(driveMembers).where(isMember(membership));
  return row;
}

export async function setRole(
  tx: Transaction,
  { role, ...membership }: Membership & { role: DriveRole },
): Promise<void> {
  await tx.update(driveMembers).set({ role }).where(isMember(membership));
}

/** Who manages a drive no more has no open invites to it: by one of their own they could come back. */
export async function dropInvitesOf(tx: Transaction, { driveId, userId }: Membership): Promise<void> {
  await tx.delete(invites).where(and(eq(invites.driveId, driveId), eq(invites.createdBy, userId)));
}

/** Takes a person's place in a drive from them, with what was granted to them there, and tells those who are left and themself. */
export async function endMembership(
  { tx, publish, rightsChanged }: Pick<TransactionScope, "tx" | "publish" | "rightsChanged">,
  { actorId, ...membership }: Membership & { readonly actorId: string },
): Promise<void> {
  const { driveId, userId } = membership;
  await tx.delete(driveMembers).where(isMember(membership));
  const pagesHere = tx.select({ id: pages.id }).from(pages).where(eq(pages.driveId, driveId));
  await tx
    .delete(pagePermissions)
    .where(and(eq(pagePermissions.userId, userId), inArray(pagePermissions.pageId, pagesHere)));
  await dropInvitesOf(tx, membership);
  rightsChanged(driveId, userId);
  const event = { type: "member.removed", actorId, driveId, userId } as const;
  publish(driveId, event);
  publish(userId, event);
}
