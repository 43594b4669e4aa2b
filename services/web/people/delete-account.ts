import { eq, or, sql } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import type { Transaction } from "#services/database/connection.ts";
import { accessRequests } from "#services/database/schema/access-requests.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { avatars, mcpTokens, users } from "#services/database/schema/people.ts";
import { shareLinks } from "#services/database/schema/sharing.ts";
import { endMembership } from "#services/web/members/member-rows.ts";
import { lockDrives } from "#services/web/operations/check-requirements.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { type Account, endReach, requireOther } from "./end-account.ts";

/** What others read in place of the name. */
const deletedName = "Deleted account";

type Scope = Pick<TransactionScope, "tx" | "publish" | "rightsChanged">;

/** Every drive the person has or had something in, those in the trash included. */
async function listDrivesOf(tx: Transaction, userId: string) {
  const asMember = tx.select({ id: driveMembers.driveId }).from(driveMembers).where(eq(driveMembers.userId, userId));
  const byGrant = tx
    .select({ id: pages.driveId })
    .from(pagePermissions)
    .innerJoin(pages, eq(pages.id, pagePermissions.pageId))
    .where(eq(pagePermissions.userId, userId));
  return tx
    .select()
    .from(drives)
    .where(or(eq(drives.ownerId, userId), sql`${drives.id} IN (${asMember} UNION ${byGrant})`))
    .orderBy(drives.id);
}

/**
 * Deletes an account: its row stays without name, address and password, since what the person wrote refers to it. A
 * shared drive they own becomes the owner's of the installation; so does their Home drive, which goes to that owner's
 * trash. Refuses the owner of the installation.
 */
export async function deleteAccount(scope: Scope, given: { userId: string; actorId: string }): Promise<void> {
  const { tx, publish } = scope;
  const { actorId } = given;
  // Drives first, as everywhere; who joins another meanwhile keeps a place there that nobody can take.
  const places = await listDrivesOf(tx, given.userId);
  await lockDrives(
    tx,
    places.map(({ id }) => id),
  );
  const person = await requireOther(tx, given.userId);
  const { id: userId } = person;
  await endReach(scope, userId);
  const heirId = await readOwner(tx);
  for (const drive of await listDrivesOf(tx, userId)) {
    if (drive.ownerId === userId) await handOn(scope, drive, { person, heirId, actorId });
    await endMembership(scope, { driveId: drive.id, userId, actorId });
    publish(drive.id, { type: "person.renamed", actorId, userId, name: deletedName });
    publish(drive.id, { type: "person.avatar-changed", actorId, userId, version: null });
  }
  await tx.delete(mcpTokens).where(eq(mcpTokens.userId, userId));
  await tx.delete(shareLinks).where(eq(shareLinks.createdBy, userId));
  await tx.delete(accessRequests).where(eq(accessRequests.userId, userId));
  await tx.delete(avatars).where(eq(avatars.userId, userId));
  await tx.delete(favorites).where(eq(favorites.userId, userId));
  await tx
    .update(users)
    .set({
      name: deletedName,
      email: null,
      passwordHash: null,
      deactivatedAt: sql`coalesce(${users.deactivatedAt}, now())`,
      deletedAt: sql`now()`,
    })
    .where(eq(users.id, userId));
}

async function readOwner(tx: Transaction): Promise<string> {
  const [owner] = await tx.select({ id: users.id }).from(users).where(eq(users.isOwner, true));
  if (!owner) throw new Error("This installation has no owner.");
  return owner.id;
}

interface Handing {
  readonly person: Account;
  readonly heirId: string;
  readonly actorId: string;
}

async function handOn(
  { tx, publish, rightsChanged }: Scope,
  drive: typeof drives.$inferSelect,
  { person, heirId, actorId }: Handing,
): Promise<void> {
  const { id: driveId } = drive;
  const isHome = drive.kind === "home";
  const change = isHome
    ? {
        kind: "shared" as const,
        name: `${drive.name} (${person.name})`.slice(0, limits.nameCharacters),
        trashedAt: sql`now()`,
      }
    : {};
  await tx
    .update(drives)
    .set({ ownerId: heirId, ...change })
    .where(eq(drives.id, driveId));
  const role = "owner" as const;
  await tx
    .insert(driveMembers)
    .values({ driveId, userId: heirId, role })
    .onConflictDoUpdate({ target: [driveMembers.driveId, driveMembers.userId], set: { role } });
  rightsChanged(driveId, heirId);
  const member = { type: "member.added", actorId, driveId, userId: heirId, role } as const;
  publish(driveId, member);
  publish(heirId, isHome || drive.trashedAt !== null ? { type: "drive.trashed", actorId, driveId } : member);
}
