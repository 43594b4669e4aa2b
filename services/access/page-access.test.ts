import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccess } from "#services/access/access.ts";
import { raiseEpochs } from "#services/access/epochs.ts";
import {
  filterVisiblePages,
  includesDriveLevel,
  listEveryViewer,
  listPageViewers,
  readDriveAccess,
  readPageAccess,
} from "#services/access/page-access.ts";
import {
  buildModel,
  lineOf,
  type Model,
  type ModelGrant,
  type ModelPage,
  modelDriveAccess,
  modelLevel,
  movePage,
  pick,
  type Seed,
  seed,
} from "#services/access/testing/rights-model.ts";
import { type AccessLevel, driveRoles } from "#services/contracts/access-levels.ts";
import { type Database, type OpenDatabase, openDatabase, type Transaction } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";
import { hasRedis } from "#services/tests/redis/has-redis.ts";
import { startRedis } from "#services/tests/redis/start-redis.ts";

const logger = createLogger({ name: "test", level: "silent" });
let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let open: OpenDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
  db = open.db;
});
afterAll(async () => {
  await open.close();
  await testDatabase[Symbol.asyncDispose]();
});

async function storeModel(model: Model): Promise<void> {
  await db.insert(users).values(model.userIds.map((id) => ({ id, name: id })));
  const [ownerId = ""] = model.userIds;
  await db.insert(drives).values(model.driveIds.map((id) => ({ id, name: id, kind: "shared" as const, ownerId })));
  const members = [...model.roles].map(([key, role]) => ({
    driveId: key.slice(0, 36),
    userId: key.slice(37),
    role,
  }));
  if (members.length > 0) await db.insert(driveMembers).values(members);
  await db.insert(pages).values(
    model.pages.map((page) => ({
      ...storedPlace(model, page),
      id: page.id,
      position: page.id,
      type: "folder",
      title: "",
    })),
  );
  if (model.grants.length > 0) await db.insert(pagePermissions).values(model.grants.map(storedGrant));
}

function storedPlace(model: Model, page: ModelPage) {
  return {
    driveId: page.driveId,
    parentId: page.parentId,
    ancestorIds: lineOf(model, page)
      .slice(1)
      .map((other) => other.id)
      .reverse(),
    accessMode: page.isRestricted ? ("restricted" as const) : ("inherit" as const),
  };
}

function storedGrant(grant: ModelGrant) {
  const hour = 3_600_000;
  const offset = { forever: null, past: -hour, future: hour }[grant.validity];
  return {
    id: createId(),
    pageId: grant.pageId,
    userId: "userId" in grant.subject ? grant.subject.userId : null,
    driveRole: "driveRole" in grant.subject ? grant.subject.driveRole : null,
    level: grant.level,
    expiresAt: offset === null ? null : new Date(Date.now() + offset),
  };
}

async function storeTree(tx: Transaction | Database, model: Model): Promise<void> {
  for (const page of model.pages) {
    await tx.update(pages).set(storedPlace(model, page)).where(sql`${pages.id} = ${page.id}`);
  }
}

async function expectSameAsModel(model: Model): Promise<void> {
  for (const page of model.pages) {
    const expected = new Map(model.userIds.map((userId) => [userId, modelLevel(model, userId, page)]));
    const [level = "none"] = expected.values();
    const [userId = ""] = expected.keys();
    expect(await readPageAccess(db, userId, page.id)).toEqual({ level, driveId: page.driveId });
    const levels = await db.execute<{ id: string; level: AccessLevel }>(sql`
      SELECT id, page_access(id, ${page.id}) AS level FROM unnest(${sql.param([...model.userIds])}::uuid[]) AS person(id)`);
    expect(new Map(levels.rows.map((row) => [row.id, row.level]))).toEqual(expected);
    const viewers = model.userIds.filter((userId) => expected.get(userId) !== "none").sort();
    expect((await listPageViewers(db, page.id, model.userIds)).sort()).toEqual(viewers);
    expect((await listEveryViewer(db, page.id)).sort()).toEqual(viewers);
  }
  const pageIds = model.pages.map((page) => page.id);
  for (const userId of model.userIds) {
    const visible = model.pages.filter((page) => modelLevel(model, userId, page) !== "none").map((page) => page.id);
    expect(await filterVisiblePages(db, userId, pageIds)).toEqual(new Set(visible));
    for (const driveId of model.driveIds) {
      expect(await readDriveAccess(db, userId, driveId)).toEqual(modelDriveAccess(model, userId, driveId));
    }
  }
}

test("rights are what the rules say, in any tree, with any roles, grants and restrictions, before and after moves", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(seed, async (given) => {
      const model = buildModel(given);
      await storeModel(model);
      await expectSameAsModel(model);
      for (const move of given.moves) {
        const to = move.isToRoot ? undefined : pick(model.pages, move.to);
        movePage(model, pick(model.pages, move.page), to);
      }
      await storeTree(db, model);
      await expectSameAsModel(model);
    }),
    { numRuns: 30 },
  );
});

type Change = Seed["moves"][number] & { readonly kind: "move" | "restrict" | "grant" | "revoke" | "role" };
const changes = fc.array(
  fc.record({
    kind: fc.constantFrom<Change["kind"][]>("move", "restrict", "grant", "revoke", "role"),
    page: fc.nat(),
    to: fc.nat(),
    isToRoot: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Makes a change in the model and in the database and raises the drives it touches; then a subject that was given. */
async function applyChange(model: Model, change: Change, lastId: string): Promise<void> {
  const page = pick(model.pages, change.page);
  const driveIds = new Set([page.driveId]);
  const userId = pick(model.userIds, change.to);
  switch (change.kind) {
    case "move":
      movePage(model, page, change.isToRoot ? undefined : pick(model.pages, change.to));
      driveIds.add(page.driveId);
      break;
    case "restrict":
      page.isRestricted = !page.isRestricted;
      break;
    case "grant":
      model.grants.push({ pageId: page.id, subject: { userId }, level: "edit", validity: "forever" });
      break;
    case "revoke":
      model.grants.splice(0, model.grants.length);
      for (const id of model.driveIds) driveIds.add(id);
      break;
    case "role":
      model.roles.set(`${page.driveId} ${userId}`, pick(driveRoles, change.to));
      break;
  }
  await db.transaction(async (tx) => {
    await storeTree(tx, model);
    const ids = model.pages.map((other) => other.id);
    await tx.delete(pagePermissions).where(sql`page_id = ANY (${sql.param(ids)}::uuid[])`);
    const grants = model.grants.map(storedGrant);
    if (grants.length > 0) await tx.insert(pagePermissions).values(grants).onConflictDoNothing();
    for (const [key, role] of model.roles) {
      await tx
        .insert(driveMembers)
        .values({ driveId: key.slice(0, 36), userId: key.slice(37), role })
        .onConflictDoUpdate({ target: [driveMembers.driveId, driveMembers.userId], set: { role } });
    }
    await raiseEpochs(tx, [...driveIds, lastId]);
  });
}

/** The way to a page as far up as a person may view it without a gap, by the model. */
function shownTo(model: Model, userId: string, page: ModelPage): string[] {
  const above = lineOf(model, page).slice(1);
  const hidden = above.findIndex((ancestor) => modelLevel(model, userId, ancestor) === "none");
  return (hidden === -1 ? above : above.slice(0, hidden)).map(({ id }) => id).reverse();
}

/** An id that sorts after every other one, as epochs are announced in ascending order. */
function createLastId(): string {
  return `ffffffff-ffff-7fff-bfff-${createId().slice(-12)}`;
}

const alone = { name: "alone", start: async () => undefined };
const sharing = { name: "sharing what another process read", start: () => startRedis() };

test.each(hasRedis() ? [alone, sharing] : [alone])(
  "a cached right is the stored one, after any change once it was announced: $name",
  { timeout: 90_000 },
  async ({ start }) => {
    await using redis = await start();
    const redisUrl = redis?.url;
    await using other = createAccess({ db, directUrl: testDatabase.url, logger, redisUrl });
    await using access = createAccess({ db, directUrl: testDatabase.url, logger, redisUrl });
    other.start();
    const announced = new Map<string, () => void>();
    access.onRaised((subjectId) => announced.get(subjectId)?.());
    access.start();
    await fc.assert(
      fc.asyncProperty(seed, changes, async (given, changed) => {
        const model = buildModel(given);
        await storeModel(model);
        for (const change of [undefined, ...changed]) {
          if (change) {
            const { promise, resolve } = Promise.withResolvers<void>();
            const lastId = createLastId();
            announced.set(lastId, resolve);
            await applyChange(model, change, lastId);
            await promise;
          }
          if (redis !== undefined) {
            // The other process leaves what it read, and each time some of it before this one asks.
            for (const page of model.pages) await other.viewers(page.id, model.userIds);
          }
          for (const page of model.pages) {
            const stored = await listPageViewers(db, page.id, model.userIds);
            expect((await access.viewers(page.id, model.userIds)).toSorted()).toEqual(stored.toSorted());
            const userId = pick(model.userIds, page.id.charCodeAt(30));
            const level = (await readPageAccess(db, userId, page.id))?.level;
            expect(await access.pageLevel(userId, page.id)).toBe(level);
            const place = (await access.pagePlaces(userId, [page.id])).get(page.id);
            expect(place).toMatchObject({
              level,
              driveId: page.driveId,
              shownAncestorIds: shownTo(model, userId, page),
            });
          }
          for (const driveId of model.driveIds) {
            for (const userId of model.userIds) {
              expect(await access.driveLevel(userId, driveId)).toEqual(await readDriveAccess(db, userId, driveId));
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  },
);

test("who only holds a grant sees the drive and may do nothing else in it", () => {
  const guest = { role: "guest", level: "none" } as const;
  expect(includesDriveLevel(guest, "view")).toBe(true);
  expect(includesDriveLevel(guest, "comment")).toBe(false);
  expect(includesDriveLevel(undefined, "view")).toBe(false);
  expect(includesDriveLevel({ role: "editor", level: "edit" }, "edit")).toBe(true);
  expect(includesDriveLevel({ role: "editor", level: "edit" }, "manage")).toBe(false);
});

test("a page that does not exist gives nobody a right", async () => {
  expect(await readPageAccess(db, createId(), createId())).toBeUndefined();
  expect(await listPageViewers(db, createId(), [createId()])).toEqual([]);
});
