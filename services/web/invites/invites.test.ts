import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invites } from "#services/database/schema/drives.ts";
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
  driveId = await web.addDrive(ada, "Science week");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function invite(role: "editor" | "viewer" = "editor"): Promise<string> {
  const { url } = await web.call("invites.create", { driveId, role }, ada);
  return codeOf(url);
}

function codeOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get("code") ?? "";
}

function newcomer(name: string) {
  return { name, email: `${name}@example.org`.toLowerCase(), password: "a long password" };
}

describe("an invite", () => {
  it("keeps its secret in the fragment, which browsers do not send", async () => {
    const { url } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
    expect(url).toMatch(/^http:\/\/localhost:3000\/invite#code=ps_inv_/);
  });

  it("tells what it offers and lets a new person join", async () => {
    const code = await invite();
    expect(await web.call("invites.read", { code })).toMatchObject({
      driveName: "Science week",
      role: "editor",
      invitedBy: "Ada",
    });
    const joined = await web.call("invites.accept", { code, ...newcomer("Ben") });
    expect(joined.driveId).toBe(driveId);
  });

  it("takes an address of any script, which signs in however it is written and is shown as people write it", async () => {
    const account = { name: "Jörg", email: "jörg@müller.example", password: "a long password" };
    await web.call("invites.accept", { code: await invite(), ...account });
    for (const email of ["jörg@müller.example", "JÖRG@xn--mller-kva.example", "jo\u0308rg@MÜLLER.example"]) {
      const { user } = await web.call("sessions.create", { email, password: account.password });
      expect(user.email, email).toBe("jörg@müller.example");
    }
    const again = {
      code: await invite("viewer"),
      ...account,
      email: "jörg@xn--mller-kva.example",
      password: "another one",
    };
    await expect(web.call("invites.accept", again)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("does not take a name that nobody sees", async () => {
    const unseen = { code: await invite(), ...newcomer("Ina"), name: "\u200b\u3164" };
    await expect(web.call("invites.accept", unseen)).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("works once, even for two at the same moment", async () => {
    const code = await invite();
    const tries = await Promise.allSettled([
      web.call("invites.accept", { code, ...newcomer("Cleo") }),
      web.call("invites.accept", { code, ...newcomer("Dora") }),
    ]);
    expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    await expect(web.call("invites.read", { code })).rejects.toMatchObject({ code: "not-found" });
  });

  it("lets someone with an account join by their password, and someone signed in by the code alone", async () => {
    const erin = await web.addPerson("Erin");
    const taken = { name: "Erin", email: erin.actor.email ?? "" };
    const wrong = { code: await invite(), ...taken, password: "not the password" };
    await expect(web.call("invites.accept", wrong)).rejects.toMatchObject({ code: "unauthenticated" });
    const right = await web.call("invites.accept", { ...wrong, password: erin.password });
    expect(right.user.id).toBe(erin.actor.userId);
    const finn = await web.addPerson("Finn");
    await web.call("invites.accept", { code: await invite("viewer") }, finn);
    const { items } = await web.call("drives.list", {}, finn);
    expect(items.map(({ name, role }) => `${name} ${role}`)).toEqual(["Home owner", "Science week viewer"]);
  });

  it("is not spent by a member, who is told of the drive, also when the link was used", async () => {
    const hugo = await web.addPerson("Hugo");
    await web.addMember(driveId, hugo, "viewer");
    const code = await invite("editor");
    expect(await web.call("invites.read", { code }, hugo)).toMatchObject({ joinedDriveId: driveId });
    expect((await web.call("invites.accept", { code }, hugo)).driveId).toBe(driveId);
    expect(await web.call("invites.read", { code })).toMatchObject({ joinedDriveId: null });
    const { items } = await web.call("drives.list", {}, hugo);
    expect(items.find(({ id }) => id === driveId)?.role).toBe("viewer");
    await web.call("invites.accept", { code, ...newcomer("Iris") });
    expect(await web.call("invites.read", { code }, hugo)).toMatchObject({ joinedDriveId: driveId });
    const stranger = await web.addPerson("Jan");
    await expect(web.call("invites.read", { code }, stranger)).rejects.toMatchObject({ code: "not-found" });
  });

  it("made for several lets in as many as it says, in order of coming, and is listed until then", async () => {
    const { url, invite: made } = await web.call("invites.create", { driveId, role: "guest", maxUses: 2 }, ada);
    const code = codeOf(url);
    const listed = async () =>
      (await web.call("invites.list", { driveId }, ada)).items.find(({ id }) => id === made.id);
    expect(await listed()).toEqual({ ...made, createdBy: "Ada", maxUses: 2, uses: 0 });
    expect(url).toContain(made.prefix);
    expect(url).not.toMatch(new RegExp(`${made.prefix}$`));
    const tries = await Promise.allSettled(
      ["Kim", "Lea", "Max"].map((name) => web.call("invites.accept", { code, ...newcomer(name) })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await listed()).toBeUndefined();
    await expect(web.call("invites.read", { code })).rejects.toMatchObject({
      code: "not-found",
      message: "This invite was used already; ask for a new link.",
    });
  });

  it("made without end and for any number goes on until it is taken back", async () => {
    const input = { driveId, role: "commenter", maxUses: null, expiresInDays: null } as const;
    const { url, invite: made } = await web.call("invites.create", input, ada);
    const code = codeOf(url);
    expect(made).toMatchObject({ expiresAt: null, maxUses: null });
    for (const name of ["Nia", "Oda"]) await web.call("invites.accept", { code, ...newcomer(name) });
    const { items } = await web.call("invites.list", { driveId }, ada);
    expect(items.find(({ id }) => id === made.id)).toMatchObject({ uses: 2 });
    expect(JSON.stringify(items)).not.toContain(code);
    const elsewhere = await web.addDrive(ada);
    await expect(web.call("invites.revoke", { driveId: elsewhere, inviteId: made.id }, ada)).rejects.toMatchObject({
      code: "not-found",
    });
    await web.call("invites.revoke", { driveId, inviteId: made.id }, ada);
    for (const call of [
      () => web.call("invites.read", { code }),
      () => web.call("invites.accept", { code, ...newcomer("Pia") }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not-found", message: /taken back/ });
    }
    await expect(web.call("invites.revoke", { driveId, inviteId: made.id }, ada)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("ends when it says, a month from now at the latest that is asked for, and then says so", async () => {
    const { url, invite: made } = await web.call("invites.create", { driveId, role: "viewer", expiresInDays: 30 }, ada);
    const days = (Date.parse(made.expiresAt ?? "") - Date.parse(made.createdAt)) / 86_400_000;
    expect(days).toBe(30);
    await web.db
      .update(invites)
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where(eq(invites.id, made.id));
    const accept = web.call("invites.accept", { code: codeOf(url), ...newcomer("Quin") });
    await expect(accept).rejects.toMatchObject({ code: "not-found", message: /expired/ });
    const { items } = await web.call("invites.list", { driveId }, ada);
    expect(items.map(({ id }) => id)).not.toContain(made.id);
  });

  it("gives a guest the better place it offers", async () => {
    const rita = await web.addPerson("Rita");
    await web.addMember(driveId, rita, "guest");
    const code = await invite("editor");
    expect(await web.call("invites.read", { code }, rita)).toMatchObject({ joinedDriveId: null });
    await web.call("invites.accept", { code }, rita);
    const { items } = await web.call("drives.list", {}, rita);
    expect(items.find(({ id }) => id === driveId)?.role).toBe("editor");
    await expect(web.call("invites.read", { code })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is not made for a Home drive, nor by someone who does not manage the drive", async () => {
    await expect(web.call("invites.create", { driveId: ada.homeId, role: "viewer" }, ada)).rejects.toMatchObject({
      code: "conflict",
    });
    const gina = await web.addPerson("Gina");
    await web.addMember(driveId, gina, "editor");
    await expect(web.call("invites.create", { driveId, role: "viewer" }, gina)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
