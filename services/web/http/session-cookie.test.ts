import { eq, sql } from "drizzle-orm";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionTokens } from "#services/database/schema/people.ts";
import { createSession } from "#services/identity/sessions.ts";
import type { ServiceConfig } from "#services/platform/config.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
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

const publicUrl = "https://pages.example.org";
const publicHost = "pages.example.org";
const monthSeconds = 30 * 24 * 60 * 60;

async function serve(settings: Partial<ServiceConfig["web"]>) {
  const { config } = web.services;
  return createWebServer({ ...web.services, config: { ...config, web: { ...config.web, ...settings } } });
}

const signIn = (headers: Readonly<Record<string, string>>): InjectOptions => ({
  method: "POST",
  url: "/api/sessions",
  headers,
  remoteAddress: "203.0.113.9",
  payload: { email: ada.actor.email, password: ada.password },
});

/** A session that was last used long enough ago for its next use to be written down. */
async function startOldSession() {
  const session = await createSession(web.db, { userId: ada.actor.userId, userAgent: "test" });
  await web.db
    .update(sessionTokens)
    .set({ lastSeenAt: sql`now() - interval '1 day'`, expiresAt: sql`now() + interval '2 days'` })
    .where(eq(sessionTokens.id, session.sessionId));
  return session;
}

describe("the session's cookie over https", () => {
  it.each([
    { told: "PUBLIC_URL", settings: { publicUrl }, forwarded: {} },
    {
      told: "a trusted proxy",
      settings: { trustProxy: ["203.0.113.9"], allowedHosts: [publicHost] },
      forwarded: { "x-forwarded-proto": "https" },
    },
  ])("as $told tells it is bound to the host, and the browser stays with https", async ({ settings, forwarded }) => {
    await using app = await serve(settings);
    const headers = { host: publicHost, ...forwarded };
    const signedIn = await app.inject(signIn(headers));
    expect(signedIn.statusCode).toBe(200);
    expect(signedIn.cookies).toMatchObject([
      { name: "__Host-ps_session", secure: true, httpOnly: true, sameSite: "Lax", path: "/", maxAge: monthSeconds },
    ]);
    expect(signedIn.cookies[0]?.domain).toBeUndefined();
    expect(signedIn.headers["strict-transport-security"]).toBe("max-age=31536000");
    expect(signedIn.headers["cross-origin-opener-policy"]).toBe("same-origin");
    const { value } = signedIn.cookies[0] ?? { value: "" };
    const url = "/api/session";
    const read = (cookie: string) =>
      app.inject({ method: "GET", url, headers: { ...headers, cookie }, remoteAddress: "203.0.113.9" });
    expect((await read(`__Host-ps_session=${value}`)).statusCode).toBe(200);
    expect((await read(`ps_session=${value}`)).statusCode).toBe(401);
  });

  it("is not believed in because a stranger says so", async () => {
    await using app = await serve({ trustProxy: ["10.0.0.5"], allowedHosts: [publicHost] });
    const signedIn = await app.inject(signIn({ host: publicHost, "x-forwarded-proto": "https" }));
    expect(signedIn.cookies).toMatchObject([{ name: "ps_session" }]);
    expect(signedIn.cookies[0]?.secure).toBeUndefined();
    expect(signedIn.headers["strict-transport-security"]).toBeUndefined();
  });
});

describe("the session's cookie", () => {
  it.each([
    { name: "ps_session", host: "localhost:3000" },
    { name: "__Host-ps_session", host: publicHost },
  ])("$name lives on with the session while it is used", async ({ name, host }) => {
    await using app = await serve({ publicUrl });
    const { token } = await startOldSession();
    const read = () =>
      app.inject({ method: "GET", url: "/api/session", headers: { host, cookie: `${name}=${token}` } });
    const [cookie, ...others] = (await read()).cookies;
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ name, value: token, maxAge: monthSeconds, httpOnly: true, path: "/" });
    expect(cookie?.secure).toBe(name === "ps_session" ? undefined : true);
    expect((await read()).cookies).toEqual([]);
  });

  it("is not given to a program that sends the token itself", async () => {
    await using app = await serve({});
    const { token } = await startOldSession();
    const headers = { host: "localhost:3000", authorization: `Bearer ${token}` };
    expect((await app.inject({ method: "GET", url: "/api/session", headers })).cookies).toEqual([]);
  });

  it("is taken back by signing out, also when that is the session's first use in days", async () => {
    await using app = await serve({});
    const { token } = await startOldSession();
    const host = "localhost:3000";
    const headers = { host, cookie: `ps_session=${token}`, origin: `http://${host}` };
    const { cookies } = await app.inject({ method: "DELETE", url: "/api/sessions/current", headers });
    expect(cookies).toMatchObject([{ name: "ps_session", value: "" }]);
  });

  it("is worth nothing the moment its session was ended, also where it was just used", async () => {
    await using app = await serve({});
    const { token } = await startOldSession();
    const host = "localhost:3000";
    const headers = { host, cookie: `ps_session=${token}`, origin: `http://${host}` };
    const read = () => app.inject({ method: "GET", url: "/api/drives", headers });
    expect((await read()).statusCode).toBe(200);
    await app.inject({ method: "DELETE", url: "/api/sessions/current", headers });
    expect((await read()).statusCode).toBe(401);
  });
});
