import { hostname } from "node:os";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

async function serve(settings: Partial<ServiceConfig["web"]>): Promise<FastifyInstance> {
  const { config } = web.services;
  return createWebServer({ ...web.services, config: { ...config, web: { ...config.web, ...settings } } });
}

const machine = hostname();
const loopbackNames = ["localhost", "app.localhost", "127.0.0.1", "127.8.9.1", "[::1]"];
const addresses = ["192.168.1.7", "203.0.113.7", "[2001:db8::1]", "[fe80::1]"];
const machineNames = [machine, machine.toUpperCase(), `${machine}.local`];
const foreignNames = [
  "evil.example",
  `${machine}.evil.example`,
  `${machine}.lan`,
  "192.168.1.7.evil.example",
  "localhost.evil.example",
  "pages.example.org.evil.example",
];

/** Which of these names the server goes by, with and without a port. */
async function findKnown(app: FastifyInstance, names: readonly string[]): Promise<string[]> {
  const known: string[] = [];
  for (const name of names) {
    const statuses: number[] = [];
    for (const host of [name, `${name}:3000`]) {
      statuses.push((await app.inject({ method: "GET", url: "/api/drives", headers: { host } })).statusCode);
    }
    expect(new Set(statuses).size, name).toBe(1);
    if (statuses[0] === 401) known.push(name);
    else expect(statuses[0], name).toBe(403);
  }
  return known;
}

describe("the names a server goes by", () => {
  it.each(["127.0.0.1", "::1", "localhost"])("are those of this machine alone when it is bound to %s", async (host) => {
    await using app = await serve({ host });
    const rest = [...addresses, ...machineNames, ...foreignNames].filter((name) => !loopbackNames.includes(name));
    expect(await findKnown(app, [...loopbackNames, ...rest])).toEqual(loopbackNames);
  });

  it.each(["0.0.0.0", "::", "192.168.1.7"])(
    "are any address and the machine's own name when it is bound to %s",
    async (host) => {
      await using app = await serve({ host });
      const own = [...loopbackNames, ...addresses, ...machineNames];
      expect(await findKnown(app, [...own, ...foreignNames])).toEqual(own);
    },
  );

  it("are that of PUBLIC_URL and those of ALLOWED_HOSTS too, wherever it is bound", async () => {
    await using app = await serve({ publicUrl: "https://pages.example.org", allowedHosts: ["Wiki.Example.org"] });
    const named = ["pages.example.org", "PAGES.example.org", "wiki.example.org"];
    expect(await findKnown(app, [...named, ...foreignNames, ...addresses])).toEqual(named);
  });
});

describe("a change asked for with a cookie", () => {
  const publicUrl = "https://pages.example.org";
  const settings = { publicUrl, allowedHosts: ["wiki.example.org"], host: "0.0.0.0" };

  async function ask(app: FastifyInstance, from: { readonly host: string; readonly origin: string }): Promise<number> {
    const cookie = `ps_session=${ada.token}; __Host-ps_session=${ada.token}`;
    const request = { method: "POST", url: "/api/drives", payload: { name: "Made" } } as const;
    return (await app.inject({ ...request, headers: { ...from, cookie } })).statusCode;
  }

  it.each([
    { host: "pages.example.org", origin: publicUrl },
    { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" },
    // A proxy may ask by an inner name for what browsers know by the public one.
    { host: "127.0.0.1:3000", origin: publicUrl },
    { host: "wiki.example.org", origin: "http://wiki.example.org" },
    { host: "192.168.1.7:3000", origin: "http://192.168.1.7:3000" },
  ])("is made when $origin asks $host", async (from) => {
    await using app = await serve(settings);
    expect(await ask(app, from)).toBe(200);
  });

  it.each([
    { host: "pages.example.org", origin: "http://pages.example.org" },
    { host: "pages.example.org", origin: "https://pages.example.org:8443" },
    { host: "pages.example.org", origin: "https://pages.example.org.evil.example" },
    { host: "pages.example.org", origin: "http://wiki.example.org" },
    { host: "wiki.example.org", origin: "https://wiki.example.org" },
    { host: "192.168.1.7:3000", origin: "http://192.168.1.8:3000" },
    { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" },
    { host: "127.0.0.1:3000", origin: "http://localhost:3000" },
    { host: "127.0.0.1:3000", origin: "null" },
    { host: "127.0.0.1:3000", origin: "" },
  ])("is refused when “$origin” asks $host", async (from) => {
    await using app = await serve(settings);
    const before = (await web.call("drives.list", {}, ada)).items.length;
    expect(await ask(app, from)).toBe(403);
    expect((await web.call("drives.list", {}, ada)).items).toHaveLength(before);
  });
});
