import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limits } from "#services/contracts/limits.ts";
import { pageTags, tags } from "#services/database/schema/tags.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let eda: TestPerson;
let vera: TestPerson;
let gus: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  eda = await web.addPerson("Eda");
  vera = await web.addPerson("Vera");
  gus = await web.addPerson("Gus");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, eda, "editor");
  await web.addMember(driveId, vera, "viewer");
  await web.addMember(driveId, gus, "guest");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function page(title: string, place: { driveId?: string; parentId?: string } = {}): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title, ...place }, ada)).id;
}

async function tag(name: string, drive = driveId): Promise<string> {
  return (await web.call("tags.create", { driveId: drive, name }, ada)).id;
}

async function give(pageId: string, ...tagIds: string[]): Promise<void> {
  for (const tagId of tagIds) await web.call("pages.tag", { pageId, tagId }, ada);
}

async function namesOn(pageId: string, person = ada): Promise<string[]> {
  const { tags: carried = [] } = await web.call("pages.read", { pageId }, person);
  return carried.map(({ name }) => name);
}

async function countOf(tagId: string, person: TestPerson): Promise<number | undefined> {
  const { items } = await web.call("tags.list", { driveId }, person);
  return items.find(({ id }) => id === tagId)?.pageCount;
}

async function found(tagIds: string, input: object = {}, person = ada): Promise<string[]> {
  return (await web.call("search.query", { tagIds, ...input }, person)).items.map(({ pageId }) => pageId);
}

describe("the tags of a drive", () => {
  it("are made, renamed and recoloured by its editors, and by nobody else", async () => {
    const made = await web.call("tags.create", { driveId, name: "  To   do ", color: "teal" }, eda);
    expect(made).toMatchObject({ name: "To do", color: "teal" });
    const change = { driveId, tagId: made.id, name: "TO DO", color: "pink" } as const;
    expect(await web.call("tags.update", change, eda)).toEqual({ id: made.id, name: "TO DO", color: "pink" });
    for (const person of [vera, gus]) {
      const attempts = [
        () => web.call("tags.create", { driveId, name: "Mine" }, person),
        () => web.call("tags.update", change, person),
        () => web.call("tags.delete", { driveId, tagId: made.id }, person),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await web.call("tags.list", { driveId }, vera)).items).toContainEqual({
      ...{ id: made.id, name: "TO DO", color: "pink" },
      pageCount: 0,
    });
  });

  it("have names that differ by more than case, and that are seen", async () => {
    const strasse = await tag("Straße");
    for (const name of ["STRASSE", " straße", "stra\u200bsse"]) {
      await expect(tag(name)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Straße") });
    }
    const other = await tag("Strasze");
    const change = { driveId, tagId: other, name: "STRAẞE" };
    await expect(web.call("tags.update", change, ada)).rejects.toMatchObject({ code: "conflict" });
    for (const name of ["", " ", "\u200b\u2800", "x".repeat(limits.tagNameCharacters + 1), "a\u0000b"]) {
      await expect(tag(name)).rejects.toMatchObject({ code: "invalid-input" });
    }
    expect(await tag("STRASSE", await web.addDrive(ada))).not.toBe(strasse);
  });

  it("are at most as many as there can be, also where two are made at once", async () => {
    const full = await web.addDrive(ada);
    await web.db.insert(tags).values(
      Array.from({ length: limits.tagsPerDrive - 1 }, (_, index) => ({
        ...{ id: createId(), driveId: full, name: `T${index}`, foldedName: `t${index}` },
        color: "gray" as const,
      })),
    );
    const both = await Promise.allSettled([tag("one", full), tag("two", full)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(tag("three", full)).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/500/) });
    const same = await web.addDrive(ada);
    const twins = await Promise.allSettled([tag("Twin", same), tag("tWIN", same)]);
    expect(twins.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("are gone from pages, lists and search when deleted, and back as they were when restored", async () => {
    const [tagId, pageId] = [await tag("Fleeting"), await page("Carries it")];
    await give(pageId, tagId);
    await web.call("tags.delete", { driveId, tagId }, eda);
    expect(await namesOn(pageId)).toEqual([]);
    expect(await countOf(tagId, ada)).toBeUndefined();
    expect(await found(tagId)).toEqual([]);
    await expect(web.call("pages.tag", { pageId, tagId }, ada)).rejects.toMatchObject({ code: "not-found" });
    const taken = await tag("FLEETING");
    await expect(web.call("tags.restore", { driveId, tagId }, eda)).rejects.toMatchObject({ code: "conflict" });
    await web.call("tags.delete", { driveId, tagId: taken }, eda);
    await web.call("tags.restore", { driveId, tagId }, eda);
    expect(await namesOn(pageId)).toEqual(["Fleeting"]);
    await web.call("tags.delete", { driveId, tagId }, eda);
    await web.db.update(tags).set({ deletedAt: sql`now() - interval '25 hours'` }).where(eq(tags.id, tagId));
    await expect(web.call("tags.restore", { driveId, tagId }, eda)).rejects.toMatchObject({ code: "not-found" });
  });

  it("are told of in open windows and kept as activity, to those whose role opens the drive", async () => {
    const headOf = async (person: TestPerson) =>
      (await web.call("events.list", { streams: [{ id: driveId, cursor: null }] }, person)).streams[0]?.cursor ?? null;
    const since = async (person: TestPerson, cursor: string | null) =>
      (await web.call("events.list", { streams: [{ id: driveId, cursor }] }, person)).streams[0]?.items ?? [];
    const pageId = await page("Told of");
    await web.call("permissions.grant", { pageId, userId: gus.actor.userId, level: "view" }, ada);
    const [ofVera, ofGus] = [await headOf(vera), await headOf(gus)];
    const tagId = await tag("Said");
    await give(pageId, tagId);
    const carried = { type: "page.tags-changed", pageId, tags: [{ id: tagId, name: "Said", color: "gray" }] };
    expect(await since(vera, ofVera)).toMatchObject([{ type: "tag.created", tagId, name: "Said" }, carried]);
    expect(await since(gus, ofGus)).toMatchObject([carried]);
    const { items } = await web.call("activity.list", { driveId, limit: 2 }, vera);
    expect(items.map(({ kind, title }) => [kind, title])).toEqual([
      ["page.tags-changed", "Told of"],
      ["tag.created", "Said"],
    ]);
  });
});

describe("a page", () => {
  it("is given tags of its drive by those who edit it, each once, by name", async () => {
    const pageId = await page("Given");
    const [beta, alpha] = [await tag("beta given"), await tag("Alpha given")];
    await give(pageId, beta, alpha, beta);
    expect(await namesOn(pageId, vera)).toEqual(["Alpha given", "beta given"]);
    await expect(web.call("pages.tag", { pageId, tagId: beta }, vera)).rejects.toMatchObject({ code: "forbidden" });
    await expect(web.call("pages.untag", { pageId, tagId: beta }, vera)).rejects.toMatchObject({ code: "forbidden" });
    await expect(web.call("pages.tag", { pageId, tagId: beta }, gus)).rejects.toMatchObject({ code: "not-found" });
    expect(await web.call("pages.untag", { pageId, tagId: beta }, eda)).toMatchObject({ tags: [{ id: alpha }] });
    expect(await namesOn(pageId)).toEqual(["Alpha given"]);
    const { items } = await web.call("pages.list", { driveId }, vera);
    expect(items.find(({ id }) => id === pageId)?.tags).toMatchObject([{ name: "Alpha given" }]);
  });

  it("takes no tag of another drive, none that there is not, and none in the trash", async () => {
    const pageId = await page("Choosy");
    const foreign = await tag("Foreign", await web.addDrive(ada));
    for (const tagId of [foreign, createId()]) {
      await expect(web.call("pages.tag", { pageId, tagId }, ada)).rejects.toMatchObject({ code: "not-found" });
      await expect(web.call("pages.tagMany", { pageIds: [pageId], tagId }, ada)).rejects.toMatchObject({
        code: "not-found",
      });
    }
    const own = await tag("Own");
    await web.call("pages.trash", { pageId }, ada);
    await expect(web.call("pages.tag", { pageId, tagId: own }, ada)).rejects.toMatchObject({ code: "conflict" });
  });

  it("carries at most fifty", async () => {
    const pageId = await page("Heavy");
    const ids = [];
    for (let index = 0; index <= limits.tagsPerPage; index += 1) ids.push(await tag(`Weight ${index}`));
    const last = ids.pop() ?? "";
    await web.db.insert(pageTags).values(ids.map((tagId) => ({ pageId, tagId })));
    await expect(web.call("pages.tag", { pageId, tagId: last }, ada)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("50"),
    });
    expect(await namesOn(pageId)).toHaveLength(limits.tagsPerPage);
  });

  it("is tagged with others at once, all of them or none, and says which were changed", async () => {
    const [one, two, three] = [await page("One of many"), await page("Two of many"), await page("Three of many")];
    const tagId = await tag("Many");
    await give(one, tagId);
    const pageIds = [two, one.toUpperCase(), three, two];
    expect(await web.call("pages.tagMany", { pageIds, tagId }, eda)).toEqual({ pageIds: [two, three].toSorted() });
    await web.call("permissions.restrict", { pageId: three, isRestricted: true }, ada);
    await expect(web.call("pages.untagMany", { pageIds, tagId }, eda)).rejects.toMatchObject({ code: "not-found" });
    expect(await namesOn(one)).toEqual(["Many"]);
    expect((await web.call("pages.untagMany", { pageIds, tagId }, ada)).pageIds).toHaveLength(3);
    expect(await namesOn(two)).toEqual([]);
  });

  it("hands its tags on to copies and to pages made of it", async () => {
    const pageId = await page("Model");
    const below = await page("Model part", { parentId: pageId });
    const tagId = await tag("Handed on");
    await give(pageId, tagId);
    await give(below, tagId);
    const copy = await web.call("pages.duplicate", { pageId, parentId: null }, eda);
    expect(copy.tags).toMatchObject([{ id: tagId }]);
    const [part] = (await web.call("pages.list", { driveId, parentId: copy.id }, ada)).items;
    expect(part?.tags).toMatchObject([{ id: tagId }]);
    await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
    const made = await web.call("pages.createFromTemplate", { pageId, parentId: null }, ada);
    expect(made.tags).toMatchObject([{ id: tagId }]);
  });

  it("goes on in another drive with the tags of that name there, and has its own when it comes back", async () => {
    const there = await web.addDrive(ada);
    const pageId = await page("Traveller");
    const below = await page("Luggage", { parentId: pageId });
    const [kept, dropped] = [await tag("Kept"), await tag("Dropped")];
    const keptThere = await tag("KEPT", there);
    await give(pageId, kept, dropped);
    await give(below, kept);
    const move = { pageIds: [pageId], driveId: there, parentId: null };
    expect((await web.call("pages.previewMove", move, ada)).endingTags).toEqual(["Dropped"]);
    await web.call("pages.move", { pageId, driveId: there, parentId: null }, ada);
    expect(await namesOn(pageId)).toEqual(["KEPT"]);
    expect(await namesOn(below)).toEqual(["KEPT"]);
    expect([await countOf(kept, ada), await countOf(dropped, ada)]).toEqual([0, 0]);
    expect(await found(kept)).toEqual([]);
    expect((await found(keptThere)).toSorted()).toEqual([pageId, below].toSorted());
    await web.call("pages.move", { pageId, driveId, parentId: null }, ada);
    expect(await namesOn(pageId)).toEqual(["Dropped", "Kept"]);
    await web.call("pages.move", { pageId, driveId: there, parentId: null }, ada);
    await web.db
      .update(pageTags)
      .set({ setAsideAt: sql`now() - interval '25 hours'` })
      .where(eq(pageTags.tagId, dropped));
    await web.call("pages.move", { pageId, driveId, parentId: null }, ada);
    expect(await namesOn(pageId)).toEqual(["Kept"]);
  });
});

describe("what tags tell", () => {
  it("is of pages one may see: counts, lists and search are without the others", async () => {
    const [open, hidden, shared] = [await page("Open"), await page("Hidden"), await page("Shared")];
    const below = await page("Below the hidden", { parentId: hidden });
    const [common, secret] = [await tag("Common"), await tag("Only hidden")];
    for (const pageId of [open, hidden, below, shared]) await give(pageId, common);
    await give(hidden, secret);
    await web.call("permissions.restrict", { pageId: hidden, isRestricted: true }, ada);
    await web.call("permissions.grant", { pageId: shared, userId: gus.actor.userId, level: "view" }, ada);
    expect([await countOf(common, ada), await countOf(secret, ada)]).toEqual([4, 1]);
    expect([await countOf(common, vera), await countOf(secret, vera)]).toEqual([2, 0]);
    expect([await countOf(common, gus), await countOf(secret, gus)]).toEqual([1, undefined]);
    expect((await found(common, {}, vera)).toSorted()).toEqual([open, shared].toSorted());
    expect(await found(common, {}, gus)).toEqual([shared]);
    expect(await found(secret, {}, vera)).toEqual([]);
    const stranger = await web.addPerson("Stan");
    await expect(web.call("tags.list", { driveId }, stranger)).rejects.toMatchObject({ code: "not-found" });
    expect(await found(common, {}, stranger)).toEqual([]);
  });

  it("leaves out the trash until a page is restored", async () => {
    const [pageId, tagId] = [await page("Comes back"), await tag("Bin")];
    await give(pageId, tagId);
    await web.call("pages.trash", { pageId }, ada);
    expect(await countOf(tagId, ada)).toBe(0);
    expect(await found(tagId)).toEqual([]);
    expect(await found(tagId, { trashed: "true" })).toEqual([pageId]);
    await web.call("pages.restore", { pageId }, ada);
    expect(await countOf(tagId, ada)).toBe(1);
  });
});

describe("search", () => {
  it("finds pages that carry all of the tags, with words and without, those changed last first", async () => {
    const [first, second, third] = [await page("Gadwall one"), await page("Gadwall two"), await page("Garganey")];
    const [red, blue] = [await tag("Red ring"), await tag("Blue ring")];
    for (const pageId of [first, second, third]) await give(pageId, red);
    await give(first, blue);
    await give(third, blue);
    const both = `${red},${blue.toUpperCase()},${red}`;
    expect(await found(red)).toEqual([third, first, second]);
    expect(await found(both)).toEqual([third, first]);
    expect(await found(both, { query: "gadwall" })).toEqual([first]);
    expect(await found(red, { query: "gadwal", driveId })).toHaveLength(2);
    expect(await found(red, { query: "wall" })).toHaveLength(2);
    expect(await found(red, { query: "gadvall" })).toHaveLength(2);
    expect(await found(red, { query: "\u200b" })).toEqual([]);
    const start = await web.call("search.query", { tagIds: red, limit: 2 }, ada);
    const rest = await web.call("search.query", { tagIds: red, limit: 2, cursor: start.nextCursor ?? "" }, ada);
    expect([...start.items, ...rest.items].map(({ pageId }) => pageId)).toEqual([third, first, second]);
    expect(rest.nextCursor).toBeNull();
    for (const tagIds of ["", "x", `${red},`, `${red};${blue}`]) {
      await expect(found(tagIds)).rejects.toMatchObject({ code: "invalid-input" });
    }
    await expect(web.call("search.query", { driveId }, ada)).rejects.toMatchObject({ code: "invalid-input" });
  });
});
