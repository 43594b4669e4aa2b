import { afterAll, beforeAll, expect, it } from "vitest";
import { limits } from "#services/contracts/limits.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let mina: TestPerson;
let vera: TestPerson;
let stan: TestPerson;
let driveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  mina = await web.addPerson("Mina");
  vera = await web.addPerson("Vera");
  stan = await web.addPerson("Stan");
  driveId = await web.addDrive(ada);
  await web.addMember(driveId, mina, "editor");
  await web.addMember(driveId, vera, "viewer");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function create(title: string): Promise<string> {
  return (await web.call("pages.create", { driveId, type: "document", title }, ada)).id;
}

async function asked(person: TestPerson, pageId: string): Promise<string[]> {
  const { items } = await web.call("accessRequests.list", {}, person);
  return items.filter(({ page }) => page.id === pageId).map((one) => `${one.person.name} ${one.level} ${one.message}`);
}

it("is told to those who manage the page, live, until one of them gives what was asked", async () => {
  const pageId = await create("Plans");
  await web.call("permissions.grant", { pageId, userId: mina.actor.userId, level: "manage" }, ada);
  const streams = [{ id: mina.actor.userId, cursor: null }];
  const [stream] = (await web.call("events.list", { streams }, mina)).streams;
  await web.call("accessRequests.create", { pageId, level: "edit", message: " For the report " }, stan);
  expect(await asked(ada, pageId)).toEqual(["Stan edit For the report"]);
  expect(await asked(mina, pageId)).toEqual(["Stan edit For the report"]);
  for (const person of [vera, stan]) expect(await asked(person, pageId)).toEqual([]);
  const heard = await web.call(
    "events.list",
    { streams: [{ id: mina.actor.userId, cursor: stream?.cursor ?? null }] },
    mina,
  );
  expect(heard.streams.flatMap((one) => ("items" in one ? one.items.map(({ type }) => type) : []))).toContain(
    "accessRequest.changed",
  );

  await web.call("accessRequests.answer", { pageId, userId: stan.actor.userId, level: "comment" }, mina);
  expect(await asked(ada, pageId)).toEqual([]);
  expect(await web.call("pages.read", { pageId }, stan)).toMatchObject({ title: "Plans", level: "comment" });
  const again = web.call("accessRequests.answer", { pageId, userId: stan.actor.userId, level: "edit" }, ada);
  await expect(again).rejects.toMatchObject({ code: "not-found" });
});

it("leaves everything as it is when it is declined, and can be asked again in other words", async () => {
  const pageId = await create("Budget");
  await web.call("accessRequests.create", { pageId, message: "Please" }, stan);
  await web.call("accessRequests.create", { pageId, level: "comment", message: "Pretty please" }, stan);
  expect(await asked(ada, pageId)).toEqual(["Stan comment Pretty please"]);
  await web.call("accessRequests.answer", { pageId, userId: stan.actor.userId, level: null }, ada);
  expect(await asked(ada, pageId)).toEqual([]);
  await expect(web.call("pages.read", { pageId }, stan)).rejects.toMatchObject({ code: "not-found" });
  await web.call("accessRequests.create", { pageId }, stan);
  expect(await asked(ada, pageId)).toEqual(["Stan view "]);
});

it("says the same of a page that is there, in the trash, or not there at all", async () => {
  const [pageId, trashed] = [await create("Secret"), await create("Thrown away")];
  await web.call("pages.trash", { pageId: trashed }, ada);
  for (const id of [pageId, trashed, createId()]) {
    expect(await web.call("accessRequests.create", { pageId: id }, stan)).toEqual({});
  }
  expect(await asked(ada, trashed)).toEqual([]);
});

it("is for what one does not have: a viewer asks to edit, and not to read", async () => {
  const pageId = await create("Minutes");
  const known = web.call("accessRequests.create", { pageId, level: "view" }, vera);
  await expect(known).rejects.toMatchObject({ code: "conflict" });
  await web.call("accessRequests.create", { pageId, level: "edit" }, vera);
  expect(await asked(ada, pageId)).toEqual(["Vera edit "]);
  // What is given another way answers it.
  await web.call("permissions.grant", { pageId, userId: vera.actor.userId, level: "edit" }, ada);
  expect(await asked(ada, pageId)).toEqual([]);
  const { grants } = await web.call("permissions.list", { pageId }, ada);
  await web.call("permissions.revoke", { pageId, permissionId: grants[0]?.id ?? "" }, ada);
  expect(await asked(ada, pageId)).toEqual([]);
});

it("is answered by those alone who manage the page", async () => {
  const pageId = await create("Salaries");
  await web.call("accessRequests.create", { pageId }, stan);
  const answer = { pageId, userId: stan.actor.userId, level: "view" } as const;
  for (const [person, code] of [
    [mina, "forbidden"],
    [vera, "forbidden"],
    [stan, "not-found"],
  ] as const) {
    await expect(web.call("accessRequests.answer", answer, person)).rejects.toMatchObject({ code });
  }
});

it("keeps the last of many that one person asks for", async () => {
  const nora = await web.addPerson("Nora");
  const first = await create("First");
  await web.call("accessRequests.create", { pageId: first }, nora);
  for (let index = 0; index < limits.accessRequestsPerPerson; index += 1) {
    await web.call("accessRequests.create", { pageId: await create(`Page ${index}`) }, nora);
  }
  expect(await asked(ada, first)).toEqual([]);
  const { items } = await web.call("accessRequests.list", {}, ada);
  expect(items.filter(({ person }) => person.name === "Nora")).toHaveLength(limits.accessRequestsPerPerson);
});
