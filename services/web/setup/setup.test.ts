import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewSetupCode } from "#services/identity/setup-codes.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createLocalSession } from "#services/web/setup/create-local-session.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const owner = { name: "Ada", email: "ada@example.org", password: "a long password" };

describe("the desktop app", () => {
  it("signs its owner in anew at each start, and the session before ends at once", async () => {
    await using fresh = await createTestDatabase();
    await using desktop = await startTestWeb(fresh.url);
    const { services } = desktop;
    const first = await createLocalSession(services);
    const before = await services.access.findActorByToken(first);
    expect(before).toMatchObject({ name: "Me", isOwner: true });
    const second = await createLocalSession(services);
    expect(await services.access.findActorByToken(first)).toBeUndefined();
    expect(await services.access.findActorByToken(second)).toMatchObject({ userId: before?.userId });
  });
});

describe("the Welcome page", () => {
  it("promises no words read from pictures and nothing that needs a pointer, and names whose computer it is", async () => {
    await using fresh = await createTestDatabase();
    await using other = await startTestWeb(fresh.url);
    const [first, second] = [await other.addPerson("Ada"), await other.addPerson("Ben")];
    const read = async (person: TestPerson) => {
      const { items } = await other.call("pages.list", { driveId: person.homeId }, person);
      return (await other.call("documents.read", { pageId: items[0]?.id ?? "", format: "text" }, person)).content;
    };
    const [forOwner, forInvited] = [await read(first), await read(second)];
    for (const text of [forOwner, forInvited]) {
      expect(text).toContain("nobody can be invited to it");
      expect(text).not.toMatch(/image|picture|hover|this computer/i);
    }
    expect(forOwner).not.toContain("whoever set PageSpace up");
    expect(forInvited).toContain("run by whoever set PageSpace up, who can reach what is stored on it");
  });
});

describe("the first owner", () => {
  it("is made once, by the newest code, however many try at the same time", async () => {
    const old = (await renewSetupCode(web.db)) ?? "";
    const code = (await renewSetupCode(web.db)) ?? "";
    await expect(web.call("setup.createOwner", { ...owner, code: old })).rejects.toMatchObject({ code: "forbidden" });
    await expect(web.call("setup.createOwner", { ...owner, code, password: "short" })).rejects.toMatchObject({
      code: "invalid-input",
    });
    const tries = await Promise.allSettled([
      web.call("setup.createOwner", { ...owner, code }),
      web.call("setup.createOwner", { ...owner, code, email: "eve@example.org" }),
    ]);
    expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(await renewSetupCode(web.db)).toBeUndefined();
    await expect(web.call("setup.createOwner", { ...owner, code })).rejects.toMatchObject({ code: "conflict" });
  });
});
