import { eq, sql } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "#services/contracts/catalogue.ts";
import { limits } from "#services/contracts/limits.ts";
import { mcpTokens } from "#services/database/schema/people.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, requestFor } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
let bob: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
  bob = await web.addPerson("Bob");
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const make = (person = ada) => web.call("tokens.create", { name: "My agent", scope: "write" }, person);

/** The status that a request for the drives gets by a token. */
async function ask(token: string, at = app): Promise<number> {
  return (await at.inject(asPerson({ ...ada, token }, requestFor(catalogue["drives.list"], {})))).statusCode;
}

describe("a token of a person", () => {
  it("is shown once, works as a bearer and is listed by its beginning", async () => {
    const { token, summary } = await make();
    expect(token).toMatch(/^ps_mcp_[\w-]{43}$/);
    expect(await ask(token)).toBe(200);
    const listed = await web.call("tokens.list", {}, ada);
    expect(listed.items[0]).toEqual({ ...summary, lastUsedAt: expect.any(String) });
    expect(summary).toMatchObject({
      name: "My agent",
      scope: "write",
      driveIds: null,
      expiresAt: null,
      lastUsedAt: null,
    });
    expect(token.startsWith(summary.prefix)).toBe(true);
    expect(JSON.stringify(listed)).not.toContain(token);
    expect(await web.call("tokens.list", {}, bob)).toEqual({ items: [] });
  });

  it("for no drive at all is refused with a sentence", async () => {
    const input = { name: "My agent", scope: "read" as const, driveIds: [] };
    await expect(web.call("tokens.create", input, ada)).rejects.toThrow("“driveIds” has too few entries; at least 1");
  });

  it("acts with the rights its person has when it acts", async () => {
    const driveId = await web.addDrive(bob);
    await web.addMember(driveId, ada, "viewer");
    const { token } = await make();
    const create = requestFor(catalogue["pages.create"], { driveId, type: "folder", title: "New" });
    expect((await app.inject(asPerson({ ...ada, token }, create))).statusCode).toBe(403);
  });

  it("is refused everywhere within a second of being revoked", async () => {
    await using elsewhere = await startTestWeb(database.url);
    await using server = await createWebServer(elsewhere.services);
    const { token, summary } = await make();
    expect([await ask(token), await ask(token, server)]).toEqual([200, 200]);
    await web.call("tokens.revoke", { tokenId: summary.id }, ada);
    expect(await ask(token)).toBe(401);
    await expect.poll(() => ask(token, server), { timeout: 1_000, interval: 20 }).toBe(401);
    await expect(web.call("tokens.revoke", { tokenId: summary.id }, ada)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is not another's to revoke", async () => {
    const { token, summary } = await make();
    await expect(web.call("tokens.revoke", { tokenId: summary.id }, bob)).rejects.toMatchObject({ code: "not-found" });
    expect(await ask(token)).toBe(200);
  });

  it("is refused once it has expired, also where it is cached", async () => {
    const { token, summary } = await web.call(
      "tokens.create",
      { name: "Short", scope: "read", expiresInDays: 30 },
      ada,
    );
    const days = (Date.parse(summary.expiresAt ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    const soon = sql`now() + interval '300 milliseconds'`;
    await web.db.update(mcpTokens).set({ expiresAt: soon }).where(eq(mcpTokens.id, summary.id));
    expect(await ask(token)).toBe(200);
    await expect.poll(() => ask(token), { timeout: 2_000, interval: 20 }).toBe(401);
  });

  it("is worth nothing cut short, changed, made up or as a cookie", async () => {
    const { token } = await make();
    for (const wrong of [
      token.slice(0, -1),
      `${token}x`,
      "ps_mcp_",
      `ps_mcp_${"A".repeat(43)}`,
      `ps_sess_${token.slice(7)}`,
    ]) {
      expect(await ask(wrong), wrong).toBe(401);
    }
    const { headers, ...request } = requestFor(catalogue["drives.list"], {});
    const asCookie = await app.inject({ ...request, headers: { ...headers, cookie: `ps_session=${token}` } });
    expect(asCookie.statusCode).toBe(401);
  });

  it("has its use written down at most every five minutes", async () => {
    const { token, summary } = await make();
    const read = async () => (await web.db.select().from(mcpTokens).where(eq(mcpTokens.id, summary.id)))[0]?.lastUsedAt;
    const setUse = (minutes: number) =>
      web.db
        .update(mcpTokens)
        .set({ lastUsedAt: sql`now() - make_interval(mins => ${minutes})` })
        .where(eq(mcpTokens.id, summary.id));
    await setUse(4);
    const recent = await read();
    await ask(token);
    expect(await read()).toEqual(recent);
    await setUse(6);
    web.services.access.forget(summary.id);
    await ask(token);
    expect(Date.now() - ((await read())?.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("cannot be made for a drive that its person may not see, nor beyond their number", async () => {
    const foreign = await web.addDrive(bob, "Foreign");
    for (const driveId of [foreign, createId()]) {
      const wanted = web.call("tokens.create", { name: "x", scope: "read", driveIds: [ada.homeId, driveId] }, ada);
      await expect(wanted).rejects.toMatchObject({ code: "not-found" });
    }
    const cleo = await web.addPerson("Cleo");
    for (let made = 0; made < limits.tokensPerPerson; made += 1) await make(cleo);
    await expect(make(cleo)).rejects.toMatchObject({ code: "conflict" });
  });
});
