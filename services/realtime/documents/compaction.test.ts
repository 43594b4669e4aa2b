import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { compactDocument } from "#services/documents/store/compact-document.ts";
import { loadDocument } from "#services/documents/store/load-document.ts";
import { openRaw, type RawDocument, textOf } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPage,
  addPerson,
  connectSocket,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  until,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

let database: TestDatabase;
let here: TestRealtime;
let there: TestRealtime;
let ada: TestPerson;
let ben: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await startTestRealtime(database.url);
  there = await startTestRealtime(database.url);
  ada = await addPerson(here.db, "Ada");
  ben = await addPerson(here.db, "Ben");
  driveId = await addDrive(here.db, ada, [[ben, "editor"]]);
});

afterAll(async () => {
  await here[Symbol.asyncDispose]();
  await there[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function open(person: TestPerson, instance: TestRealtime, pageId: string): Promise<RawDocument> {
  const socket = await connectSocket(instance, person);
  onTestFinished(() => void socket.disconnect());
  return openRaw(socket, pageId);
}

test("people on two instances type on while their document is compacted again and again, and lose nothing", async () => {
  const pageId = await addPage(here.db, driveId);
  const hers = await open(ada, here, pageId);
  const his = await open(ben, there, pageId);
  let isOver = false;
  let savedHere = 0;

  async function typeMany(document: RawDocument, letter: string): Promise<void> {
    for (let count = 0; count < 150; count += 1) {
      await document.type(letter);
      if (document === hers) savedHere += 1;
    }
  }
  async function compactForever(): Promise<number> {
    let compactions = 0;
    while (!isOver) if (await compactDocument(here.db, { pageId, keepRowsMs: 0 })) compactions += 1;
    return compactions;
  }
  const compacting = compactForever();
  const typing = Promise.all([typeMany(hers, "a"), typeMany(his, "b")]);
  // Whoever comes while rows go finds everything that was saved here before.
  const newcomers: { readonly saved: number; readonly found: number }[] = [];
  for (let count = 0; count < 5; count += 1) {
    const saved = savedHere;
    const { text } = await open(ada, here, pageId);
    newcomers.push({ saved, found: text.toString().replaceAll("b", "").length });
  }
  await typing.finally(() => {
    isOver = true;
  });
  expect(await compacting).toBeGreaterThan(5);
  for (const { saved, found } of newcomers) expect(found).toBeGreaterThanOrEqual(saved);
  await until(
    () => hers.text.length === 300 && his.text.length === 300,
    (check) => {
      hers.doc.on("update", check);
      his.doc.on("update", check);
    },
  );
  expect(hers.text.toString()).toBe(his.text.toString());
  expect(textOf((await loadDocument(here.db, pageId)).state)).toBe(hers.text.toString());
});
