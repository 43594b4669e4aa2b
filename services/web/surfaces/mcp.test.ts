import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from "@modelcontextprotocol/client";
import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as TransportV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "#services/contracts/catalogue.ts";
import { isReadOnly, type Operation } from "#services/contracts/operation.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let address: URL;
let ada: TestPerson;
let driveId: string;
let otherDriveId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  address = new URL("/mcp", await app.listen({ host: "127.0.0.1", port: 0 }));
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada, "Inside");
  otherDriveId = await web.addDrive(ada, "Outside");
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function makeToken(scope: "read" | "write", driveIds: string[] | null = null) {
  return web.call("tokens.create", { name: "Agent", scope, driveIds }, ada);
}

interface ConnectedClient extends AsyncDisposable {
  listTools(): Promise<readonly { name: string; inputSchema: unknown; annotations?: object | undefined }[]>;
  callTool(
    name: string,
    input?: Record<string, unknown>,
  ): Promise<{ text: string; isError: boolean; structured: unknown }>;
}

const Result = z.object({
  content: z.array(z.object({ type: z.literal("text"), text: z.string() })).length(1),
  isError: z.boolean().default(false),
  structuredContent: z.unknown(),
});

function readResult(raw: unknown) {
  const { content, isError, structuredContent } = Result.parse(raw);
  return { text: content[0]?.text ?? "", isError, structured: structuredContent };
}

const info = { name: "test", version: "1" };
const clients = {
  "of the official SDK, version 1": async (token: string): Promise<ConnectedClient> => {
    const client = new ClientV1(info);
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    await client.connect(new TransportV1(address, { requestInit }));
    return {
      listTools: async () => (await client.listTools()).tools,
      callTool: async (name, input = {}) => readResult(await client.callTool({ name, arguments: input })),
      [Symbol.asyncDispose]: () => client.close(),
    };
  },
  "of the official SDK, version 2": async (token: string): Promise<ConnectedClient> => {
    const client = new ClientV2(info);
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    await client.connect(new TransportV2(address, { requestInit }));
    return {
      listTools: async () => (await client.listTools()).tools,
      callTool: async (name, input = {}) => readResult(await client.callTool({ name, arguments: input })),
      [Symbol.asyncDispose]: () => client.close(),
    };
  },
};

const Page = z.object({ id: z.string() });
const Document = z.object({ content: z.string(), version: z.number() });

describe.each(Object.entries(clients))("a client %s", (_which, connect) => {
  it("lists every operation for everyone that takes JSON, with its schema and what it does to things", async () => {
    await using client = await connect((await makeToken("write")).token);
    const tools = await client.listTools();
    const expected = Object.entries<Operation>(catalogue).filter(
      ([, { audience, transport }]) => audience === "everyone" && transport === "json",
    );
    expect(tools.map(({ name }) => name).toSorted()).toEqual(
      expected.map(([name]) => name.replace(".", "_")).toSorted(),
    );
    const byName = new Map(tools.map((tool) => [tool.name, tool]));
    expect(byName.get("pages_read")?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(byName.get("pages_delete")?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(byName.get("pages_create")?.inputSchema).toMatchObject({
      type: "object",
      required: ["driveId", "type", "title"],
      properties: { type: { type: "string", enum: expect.arrayContaining(["document", "folder"]) } },
    });
    expect(JSON.stringify(tools)).not.toContain("$ref");
  });

  it("makes a document, writes in it, reads it and finds it by search", async () => {
    await using client = await connect((await makeToken("write")).token);
    const made = await client.callTool("pages_create", { driveId, type: "document", title: "From outside" });
    const { id: pageId } = Page.parse(made.structured);
    const before = Document.parse((await client.callTool("documents_read", { pageId })).structured);
    const markdown = "# Plan\n\nA *first* step.\n";
    const written = await client.callTool("documents_replace", { pageId, markdown, baseVersion: before.version });
    expect(written.isError).toBe(false);
    const read = await client.callTool("documents_read", { pageId });
    expect(Document.parse(JSON.parse(read.text)).content.trim()).toBe(markdown.trim());
    expect(await web.call("pages.read", { pageId }, ada)).toMatchObject({ title: "From outside", updatedBy: "Ada" });
    const found = await client.callTool("search_query", { query: "outside", driveId });
    expect(found.text).toContain(pageId);
  });

  it("is told a refusal as the tool's error, in a sentence", async () => {
    await using client = await connect((await makeToken("write")).token);
    const odd = await client.callTool("pages_create", { driveId, type: "castle", title: "x" });
    expect(odd).toMatchObject({ isError: true, structured: { error: { code: "invalid-input" } } });
    expect(odd.text).toMatch(/“type” .*\.$/);
    await expect(client.callTool("castles_build")).rejects.toThrow(/castles_build/);
  });

  it("that may only read is offered nothing else, and refused when it tries", async () => {
    await using client = await connect((await makeToken("read")).token);
    const names = (await client.listTools()).map(({ name }) => name);
    expect(names).toContain("documents_read");
    const changing = Object.entries<Operation>(catalogue).filter(([, operation]) => !isReadOnly(operation));
    for (const [name] of changing) expect(names).not.toContain(name.replace(".", "_"));
    const refused = await client.callTool("pages_create", { driveId, type: "folder", title: "x" });
    expect(refused).toMatchObject({ isError: true, text: "This token may only read; nothing was changed." });
  });

  it("of one drive sees no other", async () => {
    await using client = await connect((await makeToken("write", [driveId])).token);
    const drives = await client.callTool("drives_list");
    expect(drives.text).toContain(driveId);
    expect(drives.text).not.toContain(otherDriveId);
    const refused = await client.callTool("pages_create", { driveId: otherDriveId, type: "folder", title: "x" });
    expect(refused).toMatchObject({ isError: true, structured: { error: { code: "not-found" } } });
  });

  it("is refused once its token is revoked, and without one", async () => {
    const { token, summary } = await makeToken("write");
    await using client = await connect(token);
    await client.listTools();
    await web.call("tokens.revoke", { tokenId: summary.id }, ada);
    await expect(client.listTools()).rejects.toThrow();
    await expect(connect("ps_mcp_nothing")).rejects.toThrow();
  });
});

describe("the address of MCP", () => {
  const list = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
  async function post(headers: Record<string, string>, body: unknown = list) {
    const usual = { accept: "application/json, text/event-stream", "content-type": "application/json" };
    return fetch(address, { method: "POST", headers: { ...usual, ...headers }, body: JSON.stringify(body) });
  }

  it("takes no cookie, no other origin and no stranger, each with a sentence", async () => {
    const { token } = await makeToken("read");
    const asCookie = await post({ cookie: `ps_session=${ada.token}`, origin: address.origin });
    expect(asCookie.status).toBe(401);
    expect(asCookie.headers.get("www-authenticate")).toBe("Bearer");
    expect((await post({ authorization: `Bearer ${token}`, origin: "https://evil.example" })).status).toBe(403);
    expect(await (await post({})).json()).toMatchObject({ error: { code: "unauthenticated" } });
    expect((await post({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it("answers odd bodies with a refusal, never a failure of the server", async () => {
    const { token } = await makeToken("write");
    const odd: unknown[] = [
      null,
      1,
      "x",
      [],
      {},
      [list, list],
      { ...list, method: 7 },
      { ...list, method: "tools/call" },
    ];
    for (const params of [null, { name: 1 }, { name: "pages_read", arguments: [] }, { name: "__proto__" }]) {
      odd.push({ ...list, method: "tools/call", params });
    }
    for (const body of odd) {
      const answer = await post({ authorization: `Bearer ${token}` }, body);
      expect(answer.status, JSON.stringify(body)).toBeLessThan(500);
      await answer.text();
    }
    const get = await fetch(address, { headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" } });
    expect(get.status).toBe(405);
  });
});
