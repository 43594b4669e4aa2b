import { inArray } from "drizzle-orm";
import { type DriveAccess, includesDriveLevel, type PageAccess } from "#services/access/page-access.ts";
import { type AccessLevel, includesLevel } from "#services/contracts/access-levels.ts";
import type { Operation, Requirement } from "#services/contracts/operation.ts";
import type { Transaction } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { drives } from "#services/database/schema/drives.ts";
import type { Actor } from "#services/identity/actor.ts";
import { assertNever, OperationError } from "#services/platform/errors.ts";
import { rightsWithinReach } from "./actor-reach.ts";
import type { Rights } from "./rights.ts";

export type Input = Readonly<Record<string, unknown>>;

/** An id in a field of an input; undefined where there is none. */
export function idIn(input: Input, field: string): string | undefined {
  const value = input[field];
  return typeof value === "string" ? value : undefined;
}

function idsIn(input: Input, field: string): readonly string[] {
  const value = input[field];
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [idIn(input, field) ?? []].flat();
}

function noSuchPage(): OperationError {
  return new OperationError("not-found", "There is no such page, or you may not see it.");
}

async function requirePage(rights: Rights, needed: { pageId: string; level: AccessLevel }): Promise<PageAccess> {
  const access = await rights.page(needed.pageId);
  if (!access || !includesLevel(access.level, "view")) throw noSuchPage();
  if (!includesLevel(access.level, needed.level)) {
    throw new OperationError("forbidden", `You may see this page, but not ${verbOf(needed.level)} it.`);
  }
  return access;
}

interface NeededInDrive {
  readonly driveId: string;
  readonly level: AccessLevel;
  readonly role?: DriveAccess["role"] | undefined;
}

async function requireDrive(rights: Rights, needed: NeededInDrive): Promise<void> {
  const access = await rights.drive(needed.driveId);
  if (!access) throw new OperationError("not-found", "There is no such drive, or you may not see it.");
  if (!includesDriveLevel(access, needed.level)) {
    throw new OperationError("forbidden", `You may see this drive, but not ${verbOf(needed.level)} it.`);
  }
  if (needed.role !== undefined && access.role !== needed.role) {
    throw new OperationError("forbidden", `Only the ${needed.role} of this drive may do that.`);
  }
}

function verbOf(level: AccessLevel): string {
  return level === "manage" ? "manage" : level === "comment" ? "comment on" : "change";
}

async function requirePlace(rights: Rights, requirement: Requirement & { kind: "place" }, input: Input): Promise<void> {
  const parentId = idIn(input, requirement.parent);
  const driveId = await driveOfPlace(rights, requirement, input);
  if (parentId === undefined) return requireDrive(rights, { driveId, level: requirement.level });
  const parent = await requirePage(rights, { pageId: parentId, level: requirement.level });
  if (parent.driveId !== driveId.toLowerCase()) {
    throw new OperationError("not-found", "That parent page is not in this drive.");
  }
}

async function driveOfPlace(
  rights: Rights,
  requirement: Requirement & { kind: "place" },
  input: Input,
): Promise<string> {
  const named = requirement.drive && idIn(input, requirement.drive);
  if (named) return named;
  const pageId = requirement.page && idIn(input, requirement.page);
  const page = pageId ? await rights.page(pageId) : undefined;
  if (!page) throw noSuchPage();
  return page.driveId;
}

/** Refuses with `not-found` or `forbidden` unless the actor has, within their reach, every right the operation declares for this input. */
export async function checkRequirements(
  ofPerson: Rights,
  actor: Actor,
  call: { readonly operation: Operation; readonly input: Input },
): Promise<void> {
  const rights = rightsWithinReach(actor, ofPerson);
  for (const requirement of call.operation.requires) {
    switch (requirement.kind) {
      case "page": {
        for (const pageId of idsIn(call.input, requirement.field)) {
          await requirePage(rights, { pageId, level: requirement.level });
        }
        break;
      }
      case "drive": {
        for (const driveId of idsIn(call.input, requirement.field)) {
          await requireDrive(rights, { driveId, level: requirement.level, role: requirement.role });
        }
        break;
      }
      case "place":
        await requirePlace(rights, requirement, call.input);
        break;
      case "trashed-drive": {
        const driveId = idIn(call.input, requirement.field);
        if (driveId === undefined || !(await rights.ownsTrashedDrive(driveId))) {
          throw new OperationError("not-found", "There is no such drive in your trash; it may have been restored.");
        }
        break;
      }
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

const lockTouchedDrives = prepare<{ readonly id: string }>(
  "lock-touched-drives",
  `SELECT id FROM drives
   WHERE id = ANY ($1::uuid[]) OR id IN (SELECT drive_id FROM pages WHERE id = ANY ($2::uuid[]))
   ORDER BY id FOR NO KEY UPDATE`,
);

/** A page went to another drive between being looked up and its drive being locked: the whole transaction has to begin again. */
export class MovedMeanwhile extends OperationError {
  constructor() {
    super("conflict", "Somebody is moving the page to another drive; try again in a moment.");
  }
}

const selectDrivesOf = prepare<{ readonly id: string }>(
  "drives-of-pages",
  "SELECT DISTINCT drive_id AS id FROM pages WHERE id = ANY ($1::uuid[])",
);

/** Locks every drive that an input of a shape-changing operation touches, ascending by id; throws MovedMeanwhile. */
export async function lockDrivesOf(tx: Transaction, input: Input): Promise<void> {
  const ids = (fields: readonly string[]) => fields.flatMap((field) => idsIn(input, field));
  const pageIds = ids(["pageId", "pageIds", "parentId"]);
  const locked = await lockTouchedDrives(tx, [ids(["driveId"]), pageIds]);
  // Only pages that move between drives can be elsewhere than they were before the lock.
  const touched = pageIds.length === 0 ? [] : await selectDrivesOf(tx, [pageIds]);
  if (touched.every(({ id }) => locked.some((drive) => drive.id === id))) return;
  throw new MovedMeanwhile();
}
