import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "#services/contracts/catalogue.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { readRefusal } from "#services/web/testing/read-refusal.ts";
import { asPerson, testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const host = testHost;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
  stranger = await web.addPerson("Stan");
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const refusalOf = (request: InjectOptions) => readRefusal(app, request);

describe("requests", () => {
  it("answers malformed JSON with a code and a request id", async () => {
    const refusal = await refusalOf({
      method: "POST",
      url: "/api/pages",
      headers: { host, "content-type": "application/json", authorization: `Bearer ${ada.token}` },
      payload: "{ not json",
    });
    expect(refusal).toEqual({ status: 400, code: "invalid-input" });
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::1"])(
    "refuses the foreign host name “%s”",
    async (name) => {
      expect(await refusalOf({ method: "GET", url: "/api/drives", headers: { host: name } })).toMatchObject({
        status: 403,
      });
    },
  );

  it.each(["localhost", "127.0.0.1:3000", "[::1]:3000", "pagespace.localhost"])(
    "goes by the name “%s”",
    async (name) => {
      const answer = await app.inject(asPerson(ada, { method: "GET", url: "/api/drives", headers: { host: name } }));
      expect(answer.statusCode).toBe(200);
    },
  );

  it("refuses a change asked for by another site or without an origin, when a cookie is sent", async () => {
    const cookie = `ps_session=${ada.token}`;
    const request = { method: "POST", url: "/api/drives", payload: { name: "Made" } } as const;
    for (const headers of [{ origin: "http://evil.example" }, { origin: "null" }, {}]) {
      expect(await refusalOf({ ...request, headers: { host, cookie, ...headers } })).toMatchObject({
        code: "forbidden",
      });
    }
    const crossSite = { host, cookie, origin: `http://${host}`, "sec-fetch-site": "cross-site" };
    expect(await refusalOf({ ...request, headers: crossSite })).toMatchObject({ code: "forbidden" });
    const answer = await app.inject({ ...request, headers: { host, cookie, origin: `http://${host}` } });
    expect(answer.statusCode).toBe(200);
  });

  it("says of a token nobody may act by that it is the token, also where nobody need sign in", async () => {
    const headers = { host, "content-type": "application/json", authorization: "Bearer ps_mcp_mistyped" };
    const asked = await app.inject({ method: "GET", url: "/api/drives", headers });
    expect(asked.headers["www-authenticate"]).toBe("Bearer");
    expect(asked.json()).toMatchObject({
      error: { code: "unauthenticated", message: expect.stringContaining("revoked or has expired") },
    });
    const signIn = { method: "POST", url: "/api/sessions", headers, payload: "{}" } as const;
    expect((await app.inject(signIn)).statusCode).toBe(401);
  });

  it("refuses a body of another kind with a sentence", async () => {
    const answer = await app.inject({
      method: "POST",
      url: "/api/pages",
      headers: { host, authorization: `Bearer ${ada.token}`, "content-type": "text/plain" },
      payload: JSON.stringify({ driveId: ada.homeId, type: "folder", title: "x" }),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      error: { code: "invalid-input", message: expect.stringContaining("the form of its body, is wrong") },
    });
  });

  it("takes an empty body that calls itself JSON for none", async () => {
    const headers = { host, "content-type": "application/json", authorization: `Bearer ${ada.token}` };
    const issued = await app.inject({ method: "POST", url: "/api/socket-tokens", headers, payload: "" });
    expect(issued.statusCode).toBe(200);
  });

  it("keeps odd text as it was typed, or refuses it with a sentence", async () => {
    const kept = [
      "  spaces  ",
      "\u202eevil",
      "a\nb\tc",
      "👩‍👩‍👧",
      "日本語 文書",
      "<script>alert(1)</script>",
      "'; DROP TABLE pages; --",
      "x".repeat(500),
    ];
    const driveId = await web.addDrive(ada);
    for (const title of kept) {
      const page = await web.call("pages.create", { driveId, type: "folder", title }, ada);
      expect((await web.call("pages.read", { pageId: page.id }, ada)).title).toBe(title);
    }
    for (const title of ["nul\u0000", "half \ud800 a pair", "x".repeat(501)]) {
      await expect(web.call("pages.create", { driveId, type: "folder", title }, ada)).rejects.toMatchObject({
        code: "invalid-input",
      });
      await expect(web.call("search.query", { query: title }, ada)).rejects.toMatchObject({ code: "invalid-input" });
    }
  });

  it("refuses a body that is too large and an unknown address", async () => {
    const url = "/api/pages";
    const headers = { host, "content-type": "application/json" };
    const large = await refusalOf({
      method: "POST",
      url,
      headers,
      payload: JSON.stringify({ title: "x".repeat(6_100_000) }),
    });
    expect(large).toEqual({ status: 413, code: "payload-too-large" });
    expect(await refusalOf({ method: "GET", url: "/api/nothing", headers: { host } })).toMatchObject({
      code: "not-found",
    });
  });

  it("carries the security headers on answers and on refusals", async () => {
    for (const url of ["/health", "/api/openapi.json", "/api/drives", "/api/nothing"]) {
      const { headers } = await app.inject({ method: "GET", url, headers: { host } });
      expect(headers["content-security-policy"], url).toContain("default-src 'none'");
      expect(headers["content-security-policy"], url).toContain("script-src 'self';");
      expect(headers["x-content-type-options"], url).toBe("nosniff");
      expect(headers["referrer-policy"], url).toBe("no-referrer");
      expect(headers["strict-transport-security"], url).toBeUndefined();
    }
  });
});

describe("signing in", () => {
  it("gives a cookie scripts cannot read, and signing out takes it back at once", async () => {
    const signedIn = await app.inject({
      method: "POST",
      url: "/api/sessions",
      headers: { host },
      payload: { email: ada.actor.email?.toUpperCase(), password: ada.password },
    });
    const cookie = signedIn.cookies.find(({ name }) => name === "ps_session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const headers = { host, cookie: `ps_session=${cookie?.value}`, origin: `http://${host}` };
    expect((await app.inject({ method: "GET", url: "/api/session", headers })).statusCode).toBe(200);
    const signedOut = await app.inject({ method: "DELETE", url: "/api/sessions/current", headers });
    expect(signedOut.statusCode).toBe(200);
    expect(await refusalOf({ method: "GET", url: "/api/session", headers })).toMatchObject({ code: "unauthenticated" });
  });

  it("locks an account for an address after ten wrong passwords", async () => {
    const request = {
      method: "POST",
      url: "/api/sessions",
      headers: { host },
      payload: { email: stranger.actor.email, password: "wrong password" },
    } as const;
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await refusalOf(request)).toMatchObject({ code: "unauthenticated" });
    }
    expect(await refusalOf(request)).toEqual({ status: 423, code: "locked-out" });
    const right = { ...request, payload: { ...request.payload, password: stranger.password } };
    expect(await refusalOf(right)).toMatchObject({ code: "locked-out" });
  });
});

describe("the description", () => {
  it("names every operation once by its operationId", async () => {
    const { body } = await app.inject({ method: "GET", url: "/api/openapi.json", headers: { host } });
    const Description = z.object({
      openapi: z.literal("3.1.0"),
      paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
    });
    const { paths } = Description.parse(JSON.parse(body));
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(ids.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });
});
