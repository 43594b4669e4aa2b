import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationInput } from "#services/contracts/catalogue.ts";
import { accessRequests } from "#services/database/schema/access-requests.ts";
import { events, pagePermissions, pages, searchEntries } from "#services/database/schema/pages.ts";
import { setAsideGrants } from "#services/database/schema/sharing.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
/** An editor of the drive pages are moved from, and one of the drive they are moved to. */
let old: TestPerson;
let fresh: TestPerson;
let guest: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  old = await web.addPerson("Old");
  fresh = await web.addPerson("Fresh");
  guest = await web.addPerson("Gus");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Scene {
  readonly from: string;
  readonly to: string;
  /** The page that moves, with a page below it and one below that. */
  readonly pageId: string;
  readonly belowId: string;
  readonly lowestId: string;
  /** A page of the other drive. */
  readonly placeId: string;
}

async function plant(): Promise<Scene> {
  const [from, to] = [await web.addDrive(ada, "From"), await web.addDrive(ada, "To")];
  await web.addMember(from, old, "editor");
  await web.addMember(to, fresh, "editor");
  const make = async (driveId: string, title: string, parentId?: string) =>
    (await web.call("pages.create", { driveId, type: "document", title, ...(parentId ? { parentId } : {}) }, ada)).id;
  const pageId = await make(from, "Crane");
  const belowId = await make(from, "Crane below", pageId);
  return {
    from,
    to,
    pageId,
    belowId,
    lowestId: await make(from, "Crane lowest", belowId),
    placeId: await make(to, "Place"),
  };
}

const grant = (pageId: string, person: TestPerson) =>
  web.call("permissions.grant", { pageId, userId: person.actor.userId, level: "edit" }, ada);
const sees = (pageId: string, person: TestPerson) =>
  web.call("pages.read", { pageId }, person).then(
    () => true,
    () => false,
  );
const namesOf = ({ people }: { people: readonly { name: string }[] }) => people.map(({ name }) => name);

async function titlesIn(driveId: string, parentId?: string): Promise<string[]> {
  const listed = await web.call("pages.list", { driveId, ...(parentId ? { parentId } : {}) }, ada);
  return listed.items.map(({ title }) => title);
}

describe("a page that moves to another drive", () => {
  it("takes along what lies below it, trash included, and stands in one drive's lists alone", async () => {
    const { from, to, pageId, belowId, lowestId, placeId } = await plant();
    await web.call("pages.trash", { pageId: lowestId }, ada);
    const moved = await web.call("pages.move", { pageId, driveId: to, parentId: placeId }, ada);
    expect(moved).toMatchObject({ driveId: to, parentId: placeId, hasChildren: true });
    expect([await titlesIn(from), await titlesIn(to), await titlesIn(to, placeId)]).toEqual([[], ["Place"], ["Crane"]]);
    const rows = await web.db
      .select()
      .from(pages)
      .where(inArray(pages.id, [belowId, lowestId]))
      .orderBy(pages.id);
    expect(rows.map(({ driveId, ancestorIds }) => ({ driveId, ancestorIds }))).toEqual([
      { driveId: to, ancestorIds: [placeId, pageId] },
      { driveId: to, ancestorIds: [placeId, pageId, belowId] },
    ]);
    const trash = await web.call("pages.list", { driveId: to, trashed: "true" }, ada);
    expect(trash.items.map(({ id }) => id)).toEqual([lowestId]);
    expect((await web.call("pages.list", { driveId: from, trashed: "true" }, ada)).items).toEqual([]);
  });

  it("is seen and found by those of its new drive, and no longer by those of its old one", async () => {
    const { to, pageId, belowId, lowestId } = await plant();
    await web.call("pages.move", { pageId, driveId: to, parentId: null }, ada);
    expect([await sees(belowId, fresh), await sees(belowId, old)]).toEqual([true, false]);
    const found = async (person: TestPerson) =>
      (await web.call("search.query", { query: "crane lowest" }, person)).items.some((hit) => hit.pageId === lowestId);
    expect([await found(fresh), await found(old)]).toEqual([true, false]);
    const [entry] = await web.db.select().from(searchEntries).where(eq(searchEntries.pageId, lowestId));
    expect(entry).toMatchObject({ driveId: to, scopeId: to });
  });

  it("keeps its text, and stays a favourite of those who still see it", async () => {
    const { to, pageId } = await plant();
    await web.call("documents.replace", { pageId, markdown: "Grus grus" }, ada);
    for (const person of [ada, old]) await web.call("favorites.add", { pageId }, person);
    await web.call("pages.move", { pageId, driveId: to, parentId: null }, ada);
    expect((await web.call("documents.read", { pageId, format: "markdown" }, fresh)).content).toContain("Grus grus");
    const kept = async (person: TestPerson) => (await web.call("favorites.list", {}, person)).items.map(({ id }) => id);
    expect(await kept(ada)).toContain(pageId);
    expect(await kept(old)).toEqual([]);
  });

  it("loses the grants given on it and below it and what was asked for it, and its links go on", async () => {
    const { to, pageId, belowId } = await plant();
    await grant(belowId, guest);
    await web.call("permissions.grant", { pageId, role: "viewer", level: "edit" }, ada);
    await web.db.insert(accessRequests).values({ pageId, userId: guest.actor.userId, level: "edit", message: "" });
    await web.call("shareLinks.create", { pageId }, ada);
    await web.call("pages.move", { pageId, driveId: to, parentId: null }, ada);
    expect(await sees(belowId, guest)).toBe(false);
    expect((await web.call("drives.list", {}, guest)).items.map(({ id }) => id)).not.toContain(to);
    expect(await web.db.$count(pagePermissions, inArray(pagePermissions.pageId, [pageId, belowId]))).toBe(0);
    expect(await web.db.$count(accessRequests, eq(accessRequests.pageId, pageId))).toBe(0);
    expect((await web.call("shareLinks.list", { pageId }, ada)).items).toHaveLength(1);
  });

  it("has its grants again where it soon comes back, which is how a move is undone, and not where that takes days", async () => {
    const { from, to, pageId, belowId } = await plant();
    await web.call("permissions.restrict", { pageId: belowId, isRestricted: true }, ada);
    await grant(belowId, guest);
    const there = { pageId, driveId: to, parentId: null };
    const back = { pageId, driveId: from, parentId: null };
    await web.call("pages.move", there, ada);
    expect([await sees(belowId, guest), await sees(belowId, fresh)]).toEqual([false, false]);
    await web.call("pages.move", back, ada);
    expect([await sees(belowId, guest), await sees(belowId, old)]).toEqual([true, false]);
    await web.call("pages.move", there, ada);
    await web.db.update(setAsideGrants).set({ setAsideAt: new Date(Date.now() - 25 * 3_600_000) });
    await web.call("pages.move", back, ada);
    expect(await sees(belowId, guest)).toBe(false);
    expect(await web.db.$count(setAsideGrants, eq(setAsideGrants.pageId, belowId))).toBe(0);
  });

  it("tells both drives, each where it is now", async () => {
    const { from, to, pageId } = await plant();
    await web.call("pages.move", { pageId, driveId: to, parentId: null }, ada);
    const told = await web.db.select().from(events).where(eq(events.pageId, pageId)).orderBy(events.createdAt);
    const moves = told.filter(({ type }) => type === "page.moved");
    expect(moves.map(({ streamId }) => streamId).toSorted()).toEqual([from, to].toSorted());
    expect(moves.map(({ payload }) => payload)).toMatchObject([{ event: { driveId: to } }, { event: { driveId: to } }]);
  });
});

describe("a page stays in its drive", () => {
  it("where the person is not in charge of that drive, also where they manage the page", async () => {
    const { from, pageId } = await plant();
    await web.call("permissions.grant", { pageId, userId: old.actor.userId, level: "manage" }, ada);
    const place = { driveId: old.homeId, parentId: null };
    const refusal = { code: "forbidden" };
    await expect(web.call("pages.move", { ...place, pageId }, old)).rejects.toMatchObject(refusal);
    await expect(web.call("pages.moveMany", { ...place, pageIds: [pageId] }, old)).rejects.toMatchObject(refusal);
    await expect(web.call("pages.previewMove", { ...place, pageIds: [pageId] }, old)).rejects.toMatchObject(refusal);
    expect(await titlesIn(from)).toEqual(["Crane"]);
  });

  it("where they may not write in the other one, or name a page of a third one", async () => {
    const { to, pageId, placeId } = await plant();
    const closed = await web.addDrive(fresh, "Closed");
    await web.addMember(closed, ada, "viewer");
    const refused = (input: OperationInput<"pages.move">) => expect(web.call("pages.move", input, ada)).rejects;
    await refused({ pageId, driveId: closed, parentId: null }).toMatchObject({ code: "forbidden" });
    await refused({ pageId, driveId: fresh.homeId, parentId: null }).toMatchObject({ code: "not-found" });
    await refused({ pageId, driveId: closed, parentId: placeId }).toMatchObject({ code: "not-found" });
    expect(await sees(pageId, old)).toBe(true);
    expect((await web.call("pages.read", { pageId }, ada)).driveId).not.toBe(to);
  });

  it("of many moves there and back at once none leaves it in both or in neither", async () => {
    const { from, to, pageId, belowId } = await plant();
    const places = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? to : from));
    await Promise.all(places.map((driveId) => web.call("pages.move", { pageId, driveId, parentId: null }, ada)));
    const [page] = await web.db.select().from(pages).where(eq(pages.id, pageId));
    const [below] = await web.db.select().from(pages).where(eq(pages.id, belowId));
    expect(below?.driveId).toBe(page?.driveId);
    expect([...(await titlesIn(from)), ...(await titlesIn(to))].filter((title) => title === "Crane")).toHaveLength(1);
  });
});

describe("moves between several drives at once", () => {
  it("wait for each other or are refused as coming too late, and all rows agree in the end", async () => {
    const { from, to, pageId, belowId, lowestId } = await plant();
    const third = await web.addDrive(ada, "Third");
    const places = Array.from({ length: 18 }, (_, index) => [to, third, from][index % 3] ?? to);
    const outcomes = await Promise.allSettled(
      places.map((driveId) => web.call("pages.move", { pageId, driveId, parentId: null }, ada)),
    );
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    }
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
    const rows = await web.db
      .select()
      .from(pages)
      .where(inArray(pages.id, [pageId, belowId, lowestId]));
    expect(new Set(rows.map(({ driveId }) => driveId)).size).toBe(1);
  });
});

describe("before a move", () => {
  it("it is said who gains and who loses sight, and that is what comes to pass", async () => {
    const { to, pageId, belowId, placeId } = await plant();
    await grant(belowId, guest);
    await web.call("shareLinks.create", { pageId }, ada);
    await web.call("shareLinks.create", { pageId: placeId, hasSubtree: true }, ada);
    const move = { pageId, driveId: to, parentId: placeId };
    const said = await web.call("pages.previewMove", { ...move, pageIds: [pageId] }, ada);
    expect(said).toMatchObject({ endingGrants: 1, keptLinks: 1, isPublicThere: true, mayReturn: true });
    expect({ gains: namesOf(said.gains), loses: namesOf(said.loses) }).toEqual({
      gains: ["Fresh"],
      loses: ["Gus", "Old"],
    });
    expect(JSON.stringify(said)).not.toContain("@");
    expect(await sees(pageId, old)).toBe(true);
    await web.call("pages.move", move, ada);
    expect(await Promise.all([fresh, guest, old].map((person) => sees(belowId, person)))).toEqual([true, false, false]);
  });

  it("a restricted page is said to come to those in charge alone", async () => {
    const { to, pageId } = await plant();
    await web.call("permissions.restrict", { pageId, isRestricted: true }, ada);
    await grant(pageId, guest);
    const said = await web.call("pages.previewMove", { pageIds: [pageId], driveId: to, parentId: null }, ada);
    expect([namesOf(said.gains), namesOf(said.loses)]).toEqual([[], ["Gus"]]);
  });

  it("within a drive it counts what is granted on the page and what its new place restricts", async () => {
    const { from, pageId, lowestId } = await plant();
    await grant(lowestId, guest);
    const border = await web.call("pages.create", { driveId: from, type: "folder", title: "Border" }, ada);
    await web.call("permissions.restrict", { pageId: border.id, isRestricted: true }, ada);
    const said = await web.call("pages.previewMove", { pageIds: [lowestId], driveId: from, parentId: border.id }, ada);
    expect([namesOf(said.gains), namesOf(said.loses), said.endingGrants]).toEqual([[], ["Old"], 0]);
    await web.call("pages.move", { pageId: lowestId, parentId: border.id }, ada);
    expect([await sees(lowestId, guest), await sees(lowestId, old)]).toEqual([true, false]);
    const back = await web.call("pages.previewMove", { pageIds: [lowestId], driveId: from, parentId: pageId }, ada);
    expect([namesOf(back.gains), namesOf(back.loses)]).toEqual([["Old"], []]);
  });

  it("it is said where one could not take the page back", async () => {
    const { pageId } = await plant();
    const other = await web.addDrive(fresh, "Other");
    await web.addMember(other, ada, "editor");
    const said = await web.call("pages.previewMove", { pageIds: [pageId], driveId: other, parentId: null }, ada);
    expect(said.mayReturn).toBe(false);
    await web.call("pages.move", { pageId, driveId: other, parentId: null }, ada);
    await expect(web.call("pages.move", { pageId, driveId: ada.homeId, parentId: null }, ada)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
