import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passwordResets } from "#services/database/schema/people.ts";
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

function signIn(person: TestPerson, password: string): Promise<unknown> {
  return web.call("sessions.create", { email: person.actor.email ?? "", password });
}

const sessionsOf = async (person: TestPerson) => (await web.call("sessions.list", {}, person)).items.length;
const isLive = async (person: TestPerson) => (await web.services.access.findActorByToken(person.token)) !== undefined;

describe("a person", () => {
  it("changes their name, which those they share a drive with are told, and their own windows", async () => {
    const ben = await web.addPerson("Ben");
    const driveId = await web.addDrive(ada);
    await web.addMember(driveId, ben, "editor");
    const streams = [
      { id: driveId, cursor: null },
      { id: ben.actor.userId, cursor: null },
    ];
    const before = await web.call("events.list", { streams }, ben);
    expect(await web.call("people.update", { name: "Benedikt" }, ben)).toMatchObject({ name: "Benedikt" });
    const told = await web.call(
      "events.list",
      { streams: before.streams.map(({ id, cursor }) => ({ id, cursor })) },
      ben,
    );
    expect(told.streams.map(({ items }) => items)).toMatchObject(
      streams.map(() => [{ type: "person.renamed", userId: ben.actor.userId, name: "Benedikt" }]),
    );
    expect((await web.services.access.findActorByToken(ben.token))?.name).toBe("Benedikt");
    await expect(web.call("people.update", { name: "\u200b" }, ben)).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("changes their password by the present one, and ends their other sessions or leaves them", async () => {
    const cleo = await web.addPerson("Cleo");
    await signIn(cleo, cleo.password);
    const change = (password: string, newPassword: string, endsOtherSessions: boolean) =>
      web.call("people.changePassword", { password, newPassword, endsOtherSessions }, cleo);
    await expect(change("not the password", "the second password", true)).rejects.toMatchObject({ code: "forbidden" });
    expect(await sessionsOf(cleo)).toBe(2);
    await change(cleo.password, "the second password", false);
    expect(await sessionsOf(cleo)).toBe(2);
    await expect(signIn(cleo, cleo.password)).rejects.toMatchObject({ code: "unauthenticated" });
    await change("the second password", "the third password", true);
    expect(await sessionsOf(cleo)).toBe(1);
    expect(await isLive(cleo)).toBe(true);
    await signIn(cleo, "the third password");
  });

  it("is kept from guessing the present password without end", async () => {
    const dora = await web.addPerson("Dora");
    const codes: unknown[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const input = { password: `guess ${tries}`, newPassword: "another password" };
      codes.push(await web.call("people.changePassword", input, dora).catch((error) => error.code));
    }
    expect(codes.at(0)).toBe("forbidden");
    expect(codes.at(-1)).toBe("locked-out");
  }, 60_000);
});

describe("the owner's link for a new password", () => {
  async function makeLink(person: TestPerson): Promise<string> {
    const { url } = await web.call("passwordResets.create", { userId: person.actor.userId }, ada);
    expect(url).toMatch(/^http:\/\/localhost:3000\/reset#code=ps_reset_/);
    return new URL(url).hash.replace("#code=", "");
  }

  it("sets it once and ends every session; the newest link alone works", async () => {
    const eda = await web.addPerson("Eda");
    expect(await isLive(eda)).toBe(true);
    const [old, code] = [await makeLink(eda), await makeLink(eda)];
    expect(await web.call("passwordResets.read", { code })).toMatchObject({ name: "Eda", email: eda.actor.email });
    const use = (given: string) => web.call("passwordResets.use", { code: given, password: "a new password" });
    await expect(use(old)).rejects.toMatchObject({ code: "not-found" });
    const tries = await Promise.allSettled([use(code), use(code)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect.poll(() => isLive(eda)).toBe(false);
    await expect(signIn(eda, eda.password)).rejects.toMatchObject({ code: "unauthenticated" });
    await signIn(eda, "a new password");
    await expect(web.call("passwordResets.read", { code })).rejects.toMatchObject({ code: "not-found" });
  });

  it("ends after a day, and is made by the owner alone", async () => {
    const finn = await web.addPerson("Finn");
    const code = await makeLink(finn);
    await web.db
      .update(passwordResets)
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where(eq(passwordResets.userId, finn.actor.userId));
    for (const call of [
      () => web.call("passwordResets.read", { code }),
      () => web.call("passwordResets.use", { code, password: "a new password" }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not-found", message: /older than a day/ });
    }
    await signIn(finn, finn.password);
    const { userId } = ada.actor;
    await expect(web.call("passwordResets.create", { userId }, finn)).rejects.toMatchObject({ code: "forbidden" });
    await expect(web.call("people.list", {}, finn)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the accounts of an installation", () => {
  it("are listed for its owner", async () => {
    const { items } = await web.call("people.list", {}, ada);
    expect(items[0]).toMatchObject({ person: { name: "Ada" }, isOwner: true, driveCount: 1 });
    expect(items.find(({ person }) => person.name === "Benedikt")).toMatchObject({ isOwner: false, driveCount: 1 });
    expect(items[0]?.lastSeenAt).not.toBeNull();
  });
});
