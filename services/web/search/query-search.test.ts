import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageType } from "#services/contracts/page-types.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { indexPage, refreshEntries } from "#services/search/index-page.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada, "Workshop");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Written {
  readonly title: string;
  readonly body?: string;
  readonly parentId?: string;
  readonly drive?: string;
  readonly type?: "document" | "folder";
}

async function write({ title, body, parentId, drive = driveId, type = "folder" }: Written): Promise<string> {
  const page = await web.call("pages.create", { driveId: drive, type, title, ...(parentId ? { parentId } : {}) }, ada);
  if (body !== undefined) await web.db.transaction((tx) => indexPage(tx, { pageId: page.id, body }));
  return page.id;
}

async function search(query: string, options: { person?: TestPerson; driveId?: string; type?: PageType } = {}) {
  const { person = ada, ...filters } = options;
  return (await web.call("search.query", { query, ...filters }, person)).items;
}

async function idsOf(query: string, person = ada): Promise<string[]> {
  return (await search(query, { person })).map((item) => item.pageId).sort();
}

async function restrict(pageId: string): Promise<void> {
  await web.db.execute(sql`UPDATE pages SET access_mode = 'restricted' WHERE id = ${pageId}`);
  await web.db.transaction((tx) => refreshEntries(tx, [pageId]));
}

async function grant(pageId: string, person: TestPerson): Promise<void> {
  await web.db.execute(
    sql`INSERT INTO page_permissions (id, page_id, user_id, level) VALUES (${createId()}, ${pageId}, ${person.actor.userId}, 'view')`,
  );
}

it("without words lists the pages of an author or a time, those changed last first, and refuses no filter at all", async () => {
  const bea = await web.addPerson("Bea");
  const drive = await web.addDrive(ada);
  await web.addMember(drive, bea, "editor");
  const make = async (title: string) =>
    (await web.call("pages.create", { driveId: drive, type: "folder", title }, bea)).id;
  const [first, second] = [await make("First"), await make("Second")];
  await write({ title: "Of another", drive });
  const hidden = await make("Hidden");
  await restrict(hidden);
  const list = async (filters: object, person = ada) =>
    (await web.call("search.query", { query: "", ...filters }, person)).items.map(({ pageId }) => pageId);
  const by = { driveId: drive, createdBy: bea.actor.userId };
  expect(await list(by)).toEqual([hidden, second, first]);
  expect(await list(by, bea)).toEqual([second, first]);
  expect(await list({ ...by, type: "document" })).toEqual([]);
  expect(await list({ driveId: drive, changedSince: "2020-01-01T00:00:00Z" }, bea)).toHaveLength(3);
  await expect(list({ driveId: drive })).rejects.toMatchObject({ code: "invalid-input" });
});

describe("words", () => {
  it("are found in titles and text, whole or as the beginning of the last one, whatever their case and accents", async () => {
    const page = await write({ title: "Résumé of the Weir", body: "The HERON stands in café light" });
    for (const query of ["heron", "HERON stan", "resume", "cafe", "weir heron", "RÉSUMÉ"]) {
      expect(await idsOf(query), query).toEqual([page]);
    }
    expect(await idsOf("heron flamingo")).toEqual([]);
  });

  it("are found in scripts without spaces", async () => {
    const chinese = await write({ title: "会议记录", body: "我们讨论了数据库的性能优化问题" });
    const japanese = await write({ title: "旅行の計画", body: "来週は京都で美味しい料理を食べます" });
    const thai = await write({ title: "บันทึก", body: "วันนี้อากาศดีมาก" });
    const korean = await write({ title: "회의", body: "데이터베이스 성능을 논의했습니다" });
    expect(await idsOf("性能优化")).toEqual([chinese]);
    expect(await idsOf("数据库")).toEqual([chinese]);
    expect(await idsOf("料理")).toEqual([japanese]);
    expect(await idsOf("京都")).toEqual([japanese]);
    expect(await idsOf("計画")).toEqual([japanese]);
    expect(await idsOf("อากาศ")).toEqual([thai]);
    expect(await idsOf("성능을")).toEqual([korean]);
  });

  it("are found inside titles and in misspelled ones", async () => {
    const page = await write({ title: "Quarterly-Budget2031.xlsx" });
    expect(await idsOf("udget20")).toEqual([page]);
    expect(await idsOf("Quartely")).toEqual([page]);
  });

  it.each([
    ["قال مُحَمَّدٌ أحمد الأطفال", "محمد"],
    ["رقم ١٢٣٤", "1234"],
    ["שָׁלוֹם עֲלֵיכֶם", "שלום"],
    ["Donau\u00addampf\u00adschiff", "Donaudampfschiff"],
    ["我想去游泳", "想去"],
    ["在最美的时光看场电影", "光"],
    ["Version v2.10.3-rc.1", "2.10.3"],
    ["call read_user_name", "user"],
    ["회의실을 예약했습니다", "회의실 예약하다"],
    ["می‌خواهم", "میخواهم"],
    ["ＡＢＣ１２３", "abc123"],
  ])("are found however they are written, in titles and text, and shown: %s", async (text, query) => {
    const drive = await web.addDrive(ada);
    const inTitle = await write({ title: text, drive });
    const inBody = await write({ title: "Other", body: `${"filler words here ".repeat(400)}${text} and more`, drive });
    const hits = await search(query, { driveId: drive });
    expect(hits.map((hit) => hit.pageId).sort()).toEqual([inTitle, inBody].sort());
    expect(hits.find((hit) => hit.pageId === inBody)?.snippet).toContain("\uE000");
  });

  it("are found in titles with a slip or two, transposed letters among them, and nothing else is", async () => {
    const drive = await web.addDrive(ada);
    const budget = await write({ title: "Budget für Nockenwellenprüfung", drive });
    const found = async (query: string) => (await search(query, { driveId: drive })).map((item) => item.pageId);
    for (const query of ["Bugdet", "budgte", "Nockenwelenprufung", "Nockenwellenpürfung", "bugdet nockenwele"]) {
      expect(await found(query), query).toEqual([budget]);
    }
    for (const query of ["gadget", "badger", "\u00ad", "\u0640"]) expect(await found(query), query).toEqual([]);
  });

  it("may be anything a person can type", async () => {
    const odd = [
      "'",
      "\\",
      "%",
      "_",
      "& | !",
      "<->",
      ":*",
      "a:b & c",
      "“",
      "\ud83d\ude80",
      "'; DROP TABLE pages; --",
      "()",
    ];
    for (const query of odd) await search(query);
    const longOnceWrittenOut = "\uFDF2".repeat(500);
    expect(await search(longOnceWrittenOut)).toEqual([]);
    const page = await write({ title: "100% of_it's \\here" });
    expect(await idsOf("100% of_it's \\here")).toEqual([page]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), async (text) => {
        const query = text.replaceAll("\u0000", "").toWellFormed();
        if (query.trim() !== "") await search(query);
      }),
      { numRuns: 60 },
    );
  });
});

describe("results", () => {
  it("show the hit in its surroundings, marked, with the way to the page", async () => {
    const top = await write({ title: "Rivers" });
    const page = await write({
      title: "Notes",
      parentId: top,
      body: `${"word ".repeat(200)}a Gudgeon swims ${"x ".repeat(200)}`,
    });
    const [hit] = await search("gudgeon");
    expect(hit).toMatchObject({
      pageId: page,
      driveId,
      type: "folder",
      title: "Notes",
      breadcrumb: ["Workshop", "Rivers"],
    });
    expect(hit?.snippet).toContain("a \uE000Gudgeon\uE001 swims");
    expect(hit?.snippet.startsWith("…")).toBe(true);
    expect(hit?.snippet.length).toBeLessThan(300);
  });

  it("show the hit wherever it stands in a long text of any script", async () => {
    const line = "Погода 🚀 хорошая, مُحَمَّدٌ كتب, 今天天气很好。 ";
    const page = await write({ title: "Long", body: `${line.repeat(9_000)}Am Ende steht die Kurbelwellenprüfung.` });
    const [hit] = await search("Kurbelwellenprüfung");
    expect(hit?.pageId).toBe(page);
    expect(hit?.snippet).toContain("die \uE000Kurbelwellenprüfung\uE001.");
  });

  it("put a title before a mention", async () => {
    const mention = await write({ title: "Other", body: "tench ".repeat(30) });
    const title = await write({ title: "Tench" });
    expect((await search("tench")).map((item) => item.pageId)).toEqual([title, mention]);
  });

  it("come in pages without gaps or repetitions", async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.push(await write({ title: `Barbel ${index}` }));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await web.call("search.query", { query: "barbel", limit: 3, ...(cursor ? { cursor } : {}) }, ada);
      found.push(...page.items.map((item) => item.pageId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found.sort()).toEqual(made.sort());
    await expect(web.call("search.query", { query: "x", cursor: "nonsense" }, ada)).rejects.toMatchObject({
      code: "invalid-input",
    });
  });

  it("of a misspelled query come in pages too", async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.push(await write({ title: `Lumpsucker ${index}` }));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await web.call("search.query", { query: "Lumsucker", limit: 2, ...(cursor ? { cursor } : {}) }, ada);
      found.push(...page.items.map((item) => item.pageId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found.sort()).toEqual(made.sort());
  });

  it("can be narrowed to a drive and a type", async () => {
    const other = await web.addDrive(ada);
    const here = await write({ title: "Perch" });
    const there = await write({ title: "Perch", drive: other, type: "document" });
    expect((await search("perch", { driveId: other })).map((item) => item.pageId)).toEqual([there]);
    expect((await search("perch", { type: "folder" })).map((item) => item.pageId)).toEqual([here]);
  });

  it("can be narrowed to who made them, when they were changed and the trash", async () => {
    const bea = await web.addPerson("Bea");
    await web.addMember(driveId, bea, "editor");
    const mine = await write({ title: "Ruffe" });
    const { id: hers } = await web.call("pages.create", { driveId, type: "folder", title: "Ruffe" }, bea);
    await web.db.execute(sql`UPDATE pages SET updated_at = '2020-02-02' WHERE id = ${mine}`);
    const found = async (filters: object, person = ada) =>
      (await web.call("search.query", { query: "ruffe", ...filters }, person)).items.map((item) => item.pageId);
    expect(await found({ createdBy: bea.actor.userId })).toEqual([hers]);
    expect(await found({ changedBefore: "2020-02-03T00:00:00Z" })).toEqual([mine]);
    expect(await found({ changedSince: "2020-02-03T00:00:00Z" })).toEqual([hers]);
    expect(await found({ trashed: "true" })).toEqual([]);
    await web.call("pages.trash", { pageId: hers }, bea);
    expect(await found({ trashed: "true" })).toEqual([hers]);
    expect(await found({})).toEqual([mine]);
    const stranger = await web.addPerson("Stan");
    expect(await found({ trashed: "true" }, stranger)).toEqual([]);
  });

  it("follow a rename, the trash and a restore", async () => {
    const top = await write({ title: "Burbot" });
    const below = await write({ title: "Below", parentId: top, body: "lamprey" });
    await web.call("pages.rename", { pageId: top, title: "Zander" }, ada);
    expect(await idsOf("burbot")).toEqual([]);
    expect(await idsOf("zander")).toEqual([top]);
    await web.call("pages.trash", { pageId: top }, ada);
    expect(await idsOf("zander")).toEqual([]);
    expect(await idsOf("lamprey")).toEqual([]);
    await web.call("pages.restore", { pageId: top }, ada);
    expect(await idsOf("lamprey")).toEqual([below]);
  });
});

describe("rights", () => {
  it("hide what a person may not see, also from counts, snippets and breadcrumbs", async () => {
    const [viewer, guest, stranger] = [
      await web.addPerson("Vi"),
      await web.addPerson("Gus"),
      await web.addPerson("Stan"),
    ];
    await web.addMember(driveId, viewer, "viewer");
    await web.addMember(driveId, guest, "guest");
    const open = await write({ title: "Sturgeon open" });
    const hidden = await write({ title: "Sturgeon hidden" });
    const inside = await write({ title: "Inside", parentId: hidden, body: "sturgeon" });
    const deeper = await write({ title: "Deeper", parentId: inside, body: "sturgeon" });
    const locked = await write({ title: "Locked", parentId: inside, body: "sturgeon" });
    await restrict(hidden);
    await restrict(locked);
    expect(await idsOf("sturgeon")).toEqual([open, hidden, inside, deeper, locked].sort());
    expect(await idsOf("sturgeon", viewer)).toEqual([open]);
    expect(await idsOf("sturgeon", guest)).toEqual([]);
    expect(await idsOf("sturgeon", stranger)).toEqual([]);
    await grant(inside, guest);
    await grant(inside, stranger);
    for (const person of [guest, stranger]) {
      expect(await idsOf("sturgeon", person)).toEqual([inside, deeper].sort());
      const hit = (await search("sturgeon", { person })).find((item) => item.pageId === deeper);
      expect(hit?.breadcrumb).toEqual(["Inside"]);
    }
    await web.db.execute(
      sql`UPDATE page_permissions SET expires_at = now() - interval '1 second' WHERE page_id = ${inside}`,
    );
    expect(await idsOf("sturgeon", guest)).toEqual([]);
    await expect(search("sturgeon", { person: viewer, driveId: viewer.homeId })).resolves.toEqual([]);
    const other = await web.addDrive(ada);
    await expect(search("sturgeon", { person: stranger, driveId: other })).rejects.toMatchObject({ code: "not-found" });
  });

  it("decide exactly which of many pages are found", async () => {
    const people = [await web.addPerson("P1"), await web.addPerson("P2"), await web.addPerson("P3")];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            parent: fc.nat(),
            isRestricted: fc.boolean(),
            grant: fc.option(fc.nat(2)),
          }),
          { minLength: 3, maxLength: 12 },
        ),
        fc.tuple(...people.map(() => fc.constantFrom("viewer", "editor", "guest", "admin", null))),
        async (tree, roles) => {
          const word = createId().slice(24);
          const drive = await web.addDrive(ada);
          for (const [index, role] of roles.entries()) {
            const person = people[index];
            if (person && role) await web.addMember(drive, person, role);
          }
          const ids: string[] = [];
          for (const node of tree) {
            const parentId = node.parent % 3 === 0 ? undefined : ids[node.parent % Math.max(1, ids.length)];
            const id = await write({ title: word, drive, ...(parentId ? { parentId } : {}) });
            ids.push(id);
            if (node.isRestricted) await restrict(id);
            const person = node.grant === null ? undefined : people[node.grant];
            if (person) await grant(id, person);
          }
          for (const person of people) {
            const expected = await web.db.execute<{ id: string }>(sql`
              SELECT id FROM pages WHERE drive_id = ${drive} AND page_access(${person.actor.userId}, id) <> 'none'`);
            expect(await idsOf(word, person)).toEqual(expected.rows.map((row) => row.id).sort());
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
