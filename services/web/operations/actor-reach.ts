import { isReadOnly, type Operation } from "#services/contracts/operation.ts";
import type { Actor, PersonActor } from "#services/identity/actor.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Rights } from "./rights.ts";

/** The only drives there are for an actor; null: every drive of the person. */
export function reachedDrives(actor: Actor): readonly string[] | null {
  return actor.kind === "token" ? actor.driveIds : null;
}

/** Whether a drive lies within an actor's reach, whatever their rights in it. */
export function reaches(actor: Actor, driveId: string): boolean {
  return reachedDrives(actor)?.includes(driveId.toLowerCase()) ?? true;
}

const needsPerson = "A token cannot do that; sign in as a person.";

/** Why an actor may not call an operation at all, whatever their rights; undefined for a person, who may call anything. */
function refusalOf(actor: Actor, operation: Operation): string | undefined {
  if (actor.kind === "user") return undefined;
  if (operation.audience !== "everyone") return needsPerson;
  if (actor.scope === "read" && !isReadOnly(operation)) return "This token may only read; nothing was changed.";
  // What asks for no right in a drive is beyond all drives, unless it filters what it answers.
  const isBeyondDrives = !operation.filtered && operation.requires.every(({ kind }) => kind === "server");
  if (actor.driveIds === null || !isBeyondDrives) return undefined;
  return "This token reaches single drives only; nothing was changed.";
}

/** Whether an actor may call an operation at all. */
export function isWithinReach(actor: Actor, operation: Operation): boolean {
  return refusalOf(actor, operation) === undefined;
}

/** Refuses with `forbidden` what a token is not for. */
export function requireReach(actor: Actor, operation: Operation): void {
  const refusal = refusalOf(actor, operation);
  if (refusal !== undefined) throw new OperationError("forbidden", refusal);
}

/** Rights as they are within an actor's reach: what lies outside does not exist for them. */
export function rightsWithinReach(actor: Actor, rights: Rights): Rights {
  if (reachedDrives(actor) === null) return rights;
  return {
    async page(pageId) {
      const access = await rights.page(pageId);
      return access && reaches(actor, access.driveId) ? access : undefined;
    },
    drive: async (driveId) => (reaches(actor, driveId) ? rights.drive(driveId) : undefined),
    ownsTrashedDrive: async (driveId) => reaches(actor, driveId) && rights.ownsTrashedDrive(driveId),
  };
}

/** The person who acts; a token is refused with `forbidden`, a stranger with `unauthenticated`. */
export function requirePerson(actor: Actor | undefined): PersonActor {
  if (!actor) throw new OperationError("unauthenticated", "Sign in to do that.");
  if (actor.kind === "token") throw new OperationError("forbidden", needsPerson);
  return actor;
}
