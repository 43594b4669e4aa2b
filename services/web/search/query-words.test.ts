import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexPage } from "#services/search/index-page.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Written {
  readonly title: string;
  readonly body?: string;
  readonly drive: string;
}

async function write({ title, body, drive }: Written): Promise<string> {
  const page = await web.call("pages.create", { driveId: drive, type: "folder", title }, ada);
  if (body !== undefined) await web.db.transaction((tx) => indexPage(tx, { pageId: page.id, body }));
  return page.id;
}

async function search(query: string, driveId: string) {
  return (await web.call("search.query", { query, driveId }, ada)).items;
}

describe("words", () => {
  it.each([
    ["in longer ones", "Die Donaudampfschifffahrt ruht", "dampfschiff"],
    ["in longer ones beside others", "Die Donaudampfschifffahrt ruht", "ruht dampfschiff"],
    ["by letters spelled out", "Frau Müller", "Mueller"],
    ["by letters not spelled out", "Frau Mueller", "Müller"],
    ["by letters spelled out, small", "Søren in Århus", "soeren aarhus"],
    ["without their hyphen", "no wi-fi here", "wifi"],
    ["with a hyphen more", "no wifi here", "wi-fi"],
    ["without the hyphen in long ones", "their co-operation works", "cooperation"],
    ["with a hyphen more in long ones", "their cooperation works", "co-operation works"],
    ["without their apostrophe", "Miles O'Brien", "obrien"],
    ["with an apostrophe more", "Miles OBrien", "O’Brien"],
    ["with their signs", "written in C++ 20", "C++"],
    ["with their sharp", "written in C# today", "C#"],
    ["without the article of Arabic", "قرأت الكتاب أمس", "كتاب"],
    ["with the article of Arabic", "هذا كتاب جميل", "الكتاب"],
    ["behind prepositions of Arabic", "نظرت بالكتاب مليا", "الكتاب"],
    ["as signs", "rose by 5 %", "%"],
    ["as a line below", "a_b", "_"],
    ["as pictures", "to the moon 🚀", "🚀"],
    ["with a slip", "the Pleuelstangenlager ends", "Pleulstangenlager"],
    ["with letters that changed places", "the quarterly budget", "bugdet"],
  ])("are found %s, in titles and text, and shown", async (_how, text, query) => {
    const drive = await web.addDrive(ada);
    const inTitle = await write({ title: text, drive });
    const inBody = await write({ title: "Other", body: `${"filler words here ".repeat(400)}${text} and more`, drive });
    await write({ title: "Not this", body: "wi C written 100 co", drive });
    const hits = await search(query, drive);
    expect(hits.map((hit) => hit.pageId).sort()).toEqual([inTitle, inBody].sort());
    expect(hits.find((hit) => hit.pageId === inBody)?.snippet).toContain("\uE000");
  });

  it("may be operators", async () => {
    const drive = await web.addDrive(ada);
    const planBody = await write({ title: "Notes", body: "a red house and a dog", drive });
    const apart = await write({ title: "Red things", body: "the house is red, a dog", drive });
    const found = async (query: string) => (await search(query, drive)).map((hit) => hit.pageId).sort();
    expect(await found("red house")).toEqual([planBody, apart].sort());
    expect(await found('"red house"')).toEqual([planBody]);
    expect(await found("dog -things")).toEqual([planBody]);
    expect(await found('dog -"red house"')).toEqual([apart]);
    expect(await found("title:red")).toEqual([apart]);
    expect(await found("title:red dog")).toEqual([apart]);
    expect(await found("title:dog")).toEqual([]);
    expect(await found("title:thin")).toEqual([apart]);
    expect(await found("-things")).toEqual([apart]);
    for (const query of ['"', '""', '-"', "title:", "title:-", '-title:"a', "- a", '"wi-fi ü" -"ü o\'b"'])
      await found(query);
  });
});
