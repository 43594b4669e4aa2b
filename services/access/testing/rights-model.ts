import fc from "fast-check";
import {
  type AccessLevel,
  accessLevels,
  type DriveRole,
  driveRoles,
  levelByDriveRole,
} from "#services/contracts/access-levels.ts";
import { createId } from "#services/platform/uuid-v7.ts";

type GrantLevel = Exclude<AccessLevel, "none">;
type Subject = { readonly userId: string } | { readonly driveRole: DriveRole };
/** A page of the model. */
export interface ModelPage {
  readonly id: string;
  driveId: string;
  parentId: string | null;
  isRestricted: boolean;
}
/** A grant of the model. */
export interface ModelGrant {
  readonly pageId: string;
  readonly subject: Subject;
  level: GrantLevel;
  validity: "forever" | "past" | "future";
}
/** What the rules of rights look like when written down without any thought of speed. */
export interface Model {
  readonly userIds: readonly string[];
  readonly driveIds: readonly string[];
  readonly roles: Map<string, DriveRole>;
  readonly pages: ModelPage[];
  readonly grants: ModelGrant[];
}

function roleOf(model: Model, userId: string, driveId: string): DriveRole | undefined {
  return model.roles.get(`${driveId} ${userId}`);
}

/** A page and all above it, from the bottom up. */
export function lineOf(model: Model, page: ModelPage): ModelPage[] {
  const parent = model.pages.find((other) => other.id === page.parentId);
  return parent ? [page, ...lineOf(model, parent)] : [page];
}

function strongest(levels: readonly AccessLevel[]): AccessLevel {
  return accessLevels.findLast((level) => levels.includes(level)) ?? "none";
}

/** The level of a person on a page, by the rules alone. */
export function modelLevel(model: Model, userId: string, page: ModelPage): AccessLevel {
  const role = roleOf(model, userId, page.driveId);
  if (role === "owner" || role === "admin") return "manage";
  const line = lineOf(model, page);
  const border = line.findIndex((other) => other.isRestricted);
  const counted = border === -1 ? line : line.slice(0, border + 1);
  const granted = model.grants.filter(
    (grant) =>
      grant.validity !== "past" &&
      counted.some((other) => other.id === grant.pageId) &&
      ("userId" in grant.subject ? grant.subject.userId === userId : grant.subject.driveRole === role),
  );
  const byRole: AccessLevel = border === -1 && role ? levelByDriveRole[role] : "none";
  return strongest([byRole, ...granted.map((grant) => grant.level)]);
}

/** What a person is and may in a drive, by the rules alone; undefined for a stranger. */
export function modelDriveAccess(model: Model, userId: string, driveId: string) {
  const role = roleOf(model, userId, driveId);
  if (role) return { role, level: levelByDriveRole[role] };
  const isGuest = model.grants.some(
    (grant) =>
      grant.validity !== "past" &&
      "userId" in grant.subject &&
      grant.subject.userId === userId &&
      model.pages.some((page) => page.id === grant.pageId && page.driveId === driveId),
  );
  return isGuest ? { role: "guest", level: "none" } : undefined;
}

/** Random numbers that make a world of people, drives, pages and grants, and moves in it. */
export const seed = fc.record({
  roles: fc.array(fc.option(fc.constantFrom(...driveRoles), { nil: undefined }), { minLength: 8, maxLength: 8 }),
  pages: fc.array(fc.record({ parent: fc.nat(), isRoot: fc.boolean(), isRestricted: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  }),
  grants: fc.array(
    fc.record({
      page: fc.nat(),
      subject: fc.oneof(fc.nat({ max: 3 }), fc.constantFrom(...driveRoles)),
      level: fc.constantFrom<GrantLevel[]>("view", "comment", "edit", "manage"),
      validity: fc.constantFrom<ModelGrant["validity"][]>("forever", "past", "future"),
    }),
    { maxLength: 12 },
  ),
  moves: fc.array(fc.record({ page: fc.nat(), to: fc.nat(), isToRoot: fc.boolean() }), { maxLength: 6 }),
});
/** One such set of numbers. */
export type Seed = typeof seed extends fc.Arbitrary<infer Value> ? Value : never;

/** The item that a number stands for, whatever its size. */
export function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}

/** A world made from random numbers. */
export function buildModel(given: Seed): Model {
  const userIds = Array.from({ length: 4 }, createId);
  const driveIds = [createId(), createId()];
  const roles = new Map<string, DriveRole>();
  given.roles.forEach((role, index) => {
    if (role) roles.set(`${pick(driveIds, index)} ${pick(userIds, index >> 1)}`, role);
  });
  const model: Model = { userIds, driveIds, roles, pages: [], grants: [] };
  for (const page of given.pages) {
    const parent = page.isRoot || model.pages.length === 0 ? undefined : pick(model.pages, page.parent);
    model.pages.push({
      id: createId(),
      driveId: parent?.driveId ?? pick(driveIds, page.parent),
      parentId: parent?.id ?? null,
      isRestricted: page.isRestricted,
    });
  }
  for (const grant of given.grants) {
    const subject: Subject =
      typeof grant.subject === "number" ? { userId: pick(userIds, grant.subject) } : { driveRole: grant.subject };
    const pageId = pick(model.pages, grant.page).id;
    const isTaken = model.grants.some(
      (other) => other.pageId === pageId && JSON.stringify(other.subject) === JSON.stringify(subject),
    );
    if (!isTaken) model.grants.push({ pageId, subject, level: grant.level, validity: grant.validity });
  }
  return model;
}

/** Moves a page with all below it; into itself it does not move. */
export function movePage(model: Model, page: ModelPage, parent: ModelPage | undefined): void {
  if (parent && lineOf(model, parent).includes(page)) return;
  const subtree = model.pages.filter((other) => lineOf(model, other).includes(page));
  page.parentId = parent?.id ?? null;
  for (const other of subtree) other.driveId = parent?.driveId ?? page.driveId;
}
