import { eq, inArray } from "drizzle-orm";
import { includesDriveLevel, readDriveAccess, readPageAccess } from "#services/access/page-access.ts";
import { type AccessLevel, includesLevel } from "#services/contracts/access-levels.ts";
import type { Operation, Requirement } from "#services/contracts/operation.ts";
import type { Queryable, Transaction } from "#services/database/connection.ts";
import { drives } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import type { Actor } from "#services/identity/actor.ts";
import { assertNever, OperationError } from "#services/platform/errors.ts";

type Input = Readonly<Record<string, unknown>>;

function idIn(input: Input, field: string): string | undefined {
  const value = input[field];
  return typeof value === "string" ? value : undefined;
}

async function requirePage(q: Queryable, actor: Actor, needed: { pageId: string; level: AccessLevel }): Promise<void> {
  const access = await readPageAccess(q, actor.userId, needed.pageId);
  if (!access || !includesLevel(access.level, "view")) {
    throw new OperationError("not-found", "There is no such page, or you may not see it.");
  }
  if (!includesLevel(access.level, needed.level)) {
    throw new OperationError("forbidden", `You may see this page, but not ${verbOf(needed.level)} it.`);
  }
}

async function requireDrive(
  q: Queryable,
  actor: Actor,
  needed: { driveId: string; level: AccessLevel },
): Promise<void> {
  const access = await readDriveAccess(q, actor.userId, needed.driveId);
  if (!access) throw new OperationError("not-found", "There is no such drive, or you may not see it.");
  if (!includesDriveLevel(access, needed.level)) {
    throw new OperationError("forbidden", `You may see this drive, but not ${verbOf(needed.level)} it.`);
  }
}

function verbOf(level: AccessLevel): string {
  return level === "manage" ? "manage" : level === "comment" ? "comment on" : "change";
}

async function requirePlace(
  q: Queryable,
  actor: Actor,
  place: { requirement: Requirement & { kind: "place" }; input: Input },
): Promise<void> {
  const { requirement, input } = place;
  const parentId = idIn(input, requirement.parent);
  const driveId = await driveOfPlace(q, requirement, input);
  if (parentId === undefined) return requireDrive(q, actor, { driveId, level: requirement.level });
  await requirePage(q, actor, { pageId: parentId, level: requirement.level });
  const [parent] = await q.select({ driveId: pages.driveId }).from(pages).where(eq(pages.id, parentId));
  if (parent?.driveId !== driveId) throw new OperationError("not-found", "That parent page is not in this drive.");
}

async function driveOfPlace(q: Queryable, requirement: Requirement & { kind: "place" }, input: Input): Promise<string> {
  const named = requirement.drive && idIn(input, requirement.drive);
  if (named) return named;
  const pageId = requirement.page && idIn(input, requirement.page);
  const [page] = pageId ? await q.select({ driveId: pages.driveId }).from(pages).where(eq(pages.id, pageId)) : [];
  if (!page) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  return page.driveId;
}

/** Refuses with `not-found` or `forbidden` unless the actor has every right the operation declares for this input. Uncached. */
export async function checkRequirements(
  q: Queryable,
  actor: Actor,
  call: { readonly operation: Operation; readonly input: Input },
): Promise<void> {
  for (const requirement of call.operation.requires) {
    switch (requirement.kind) {
      case "page": {
        const pageId = idIn(call.input, requirement.field);
        if (pageId) await requirePage(q, actor, { pageId, level: requirement.level });
        break;
      }
      case "drive": {
        const driveId = idIn(call.input, requirement.field);
        if (driveId) await requireDrive(q, actor, { driveId, level: requirement.level });
        break;
      }
      case "place":
        await requirePlace(q, actor, { requirement, input: call.input });
        break;
      case "server":
        if (!actor.isOwner) throw new OperationError("forbidden", "Only the owner of this installation may do that.");
        break;
      default:
        assertNever(requirement);
    }
  }
}

/** Locks the given drives for a change of the tree's shape, ascending by id; first in the lock order. */
export async function lockDrives(tx: Transaction, driveIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: drives.id })
    .from(drives)
    .where(inArray(drives.id, [...driveIds]))
    .orderBy(drives.id)
    .for("no key update");
}

/** Locks every drive that an input of a shape-changing operation touches. */
export async function lockDrivesOf(tx: Transaction, input: Input): Promise<void> {
  const driveId = idIn(input, "driveId");
  const pageIds = [idIn(input, "pageId"), idIn(input, "parentId")].filter((id) => id !== undefined);
  const found =
    pageIds.length === 0
      ? []
      : await tx.select({ driveId: pages.driveId }).from(pages).where(inArray(pages.id, pageIds));
  const ids = new Set(found.map((row) => row.driveId));
  if (driveId) ids.add(driveId);
  if (ids.size > 0) await lockDrives(tx, [...ids]);
}
