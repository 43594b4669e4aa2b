import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;
let ben: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
  ben = await web.addPerson("Ben");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** A server that answers few requests, and how it answers one. */
async function serve(requestsPerMinute: { readonly perAddress: number; readonly perPerson: number }) {
  const { config } = web.services;
  const app = await createWebServer({
    ...web.services,
    config: { ...config, web: { ...config.web, requestsPerMinute } },
  });
  return {
    async ask(request: { readonly url?: string; readonly from?: string; readonly person?: TestPerson } = {}) {
      const { url = "/api/drives", from = "203.0.113.1", person } = request;
      const headers = { host: testHost, ...(person ? { authorization: `Bearer ${person.token}` } : {}) };
      const answer = await app.inject({ method: "GET", url, headers, remoteAddress: from });
      return { status: answer.statusCode, body: answer.body };
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

describe("requests in a minute", () => {
  it("from one address are counted, however the address of the request is written, and no others are held up", async () => {
    await using server = await serve({ perAddress: 3, perPerson: 100 });
    for (const url of ["/api/drives", "/%61pi/drives", "/api/%64rives"]) {
      expect(await server.ask({ url })).toMatchObject({ status: 401 });
    }
    for (const url of ["/api/drives", "/%61pi/drives", "/api/openapi.json"]) {
      const refused = await server.ask({ url });
      expect(refused.status, url).toBe(429);
      expect(JSON.parse(refused.body)).toMatchObject({
        error: { code: "rate-limited", message: "Too many requests from this address; wait a minute." },
      });
    }
    expect(await server.ask({ from: "203.0.113.2" })).toMatchObject({ status: 401 });
    expect(await server.ask({ url: "/health" })).toMatchObject({ status: 200 });
  });

  it("from the addresses of one IPv6 network are counted together", async () => {
    await using server = await serve({ perAddress: 2, perPerson: 100 });
    expect(await server.ask({ from: "2001:db8:1:1::1" })).toMatchObject({ status: 401 });
    expect(await server.ask({ from: "2001:db8:1:1::2" })).toMatchObject({ status: 401 });
    expect(await server.ask({ from: "2001:db8:1:1::3" })).toMatchObject({ status: 429 });
    expect(await server.ask({ from: "2001:db8:1:2::1" })).toMatchObject({ status: 401 });
  });

  it("of one person are counted wherever they come from, and another person's are their own", async () => {
    await using server = await serve({ perAddress: 100, perPerson: 2 });
    expect(await server.ask({ person: ada, from: "203.0.113.1" })).toMatchObject({ status: 200 });
    expect(await server.ask({ person: ada, from: "203.0.113.2" })).toMatchObject({ status: 200 });
    const refused = await server.ask({ person: ada, from: "203.0.113.3" });
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: "rate-limited" } });
    expect(await server.ask({ person: ben })).toMatchObject({ status: 200 });
  });
});
