import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { callOperation } from "#services/cli/operations/call-operation.ts";
import { operationCommands } from "#services/cli/operations/operation-commands.ts";
import { wordsFor } from "#services/cli/testing/words-for.ts";
import { ApiError } from "#services/client/api-error.ts";
import { sendRequest } from "#services/client/send-request.ts";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { isReadOnly } from "#services/contracts/operation.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { createInputs, type Input } from "#services/web/testing/fitting-inputs.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

/** What came of a call: its answer, its bytes, or the sentence of its refusal. */
type Outcome = { readonly answer: unknown } | { readonly bytes: string } | { readonly refusal: string };

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let origin: string;
let mcp: Client;
let ada: TestPerson;
let driveId: string;
let documentId: string;
let pictureId: string;
let picture: Buffer;
let inputs: ReturnType<typeof createInputs>;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-surfaces-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  app = await createWebServer({ ...web.services, peers: { read: () => ({ processorUrl: processor.url }) } });
  origin = await app.listen({ host: "127.0.0.1", port: 0 });
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada, "Surfaces");
  documentId = (await web.call("pages.create", { driveId, type: "document", title: "Heron" }, ada)).id;
  await web.call("documents.replace", { pageId: documentId, markdown: "# One\n\nTwo.\n" }, ada);
  picture = makePng({ width: 64, height: 64 });
  pictureId = z.object({ id: z.string() }).parse(await upload("picture.png")).id;
  inputs = createInputs({ web, ada, driveId, documentId, pictureId });
  mcp = new Client({ name: "test", version: "1" });
  const requestInit = { headers: { authorization: `Bearer ${ada.token}` } };
  await mcp.connect(new StreamableHTTPClientTransport(new URL("/mcp", origin), { requestInit }));
  const readPreview = async () => (await web.call("files.read", { pageId: pictureId }, ada)).preview;
  await vi.waitUntil(async () => (await readPreview()) === "ready", { timeout: 60_000, interval: 50 });
});
afterAll(async () => {
  await mcp.close();
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

async function upload(name: string): Promise<unknown> {
  const input = { driveId, name };
  const bytes = Readable.toWeb(Readable.from([picture]));
  const headers = { authorization: `Bearer ${ada.token}` };
  return (await sendRequest({ origin, route: catalogue["files.upload"], input, headers, bytes })).json();
}

async function refusalOrThrow(error: unknown): Promise<Outcome> {
  if (error instanceof ApiError) return { refusal: error.message };
  throw error;
}

/** A public operation is asked as a stranger asks it. */
function authorization(name: OperationName): Readonly<Record<string, string>> {
  return catalogue[name].audience === "public" ? {} : { authorization: `Bearer ${ada.token}` };
}

async function askRest(name: OperationName, input: Input): Promise<Outcome> {
  const { transport } = catalogue[name];
  const bytes = transport === "upload" ? { bytes: Readable.toWeb(Readable.from([picture])) } : {};
  const headers = authorization(name);
  const answer = await sendRequest({ origin, route: catalogue[name], input, headers, ...bytes }).catch(refusalOrThrow);
  if (!(answer instanceof Response)) return answer;
  if (transport !== "download") return { answer: await answer.json() };
  return { bytes: Buffer.from(await answer.arrayBuffer()).toString("base64") };
}

const ToolResult = z.object({
  isError: z.boolean().default(false),
  structuredContent: z.unknown(),
  content: z.array(z.object({ text: z.string() })),
});

async function askMcp(name: OperationName, input: Input): Promise<Outcome> {
  const result = await mcp.callTool({ name: name.replace(".", "_"), arguments: { ...input } });
  const { isError, structuredContent, content } = ToolResult.parse(result);
  if (isError) return { refusal: content[0]?.text ?? "" };
  expect(JSON.parse(content[0]?.text ?? "")).toEqual(structuredContent);
  return { answer: structuredContent };
}

async function askCommandLine(name: OperationName, input: Input): Promise<Outcome> {
  const command = operationCommands.find((one) => one.name === name);
  if (!command) throw new Error(`There is no command for ${name}.`);
  const { args, standardInput } = wordsFor(name, input);
  const { transport, audience } = catalogue[name];
  const output = new PassThrough();
  const lines: string[] = [];
  const terminal = {
    readAll: async () => standardInput,
    ask: async () => "",
    print: (line: string) => void lines.push(line),
    input: Readable.from([picture]),
    output,
  };
  const token = audience === "public" ? undefined : ada.token;
  const words = [...args, "--output", "json", ...(transport === "json" ? [] : ["--file", "-"])];
  const bytes = buffer(output);
  const refused = await callOperation(command, words, { credentials: () => ({ origin, token }), terminal }).catch(
    refusalOrThrow,
  );
  output.end();
  if (refused) return refused;
  if (transport === "download") return { bytes: (await bytes).toString("base64") };
  return { answer: JSON.parse(lines.join("\n")) };
}

const differing = new Set(["databaseBytes", "slowStatements", "cursor", "lastSeenAt", "roundTripMs"]);

/** An outcome without what differs from call to call: sealed cursors, when something was last seen, and how long it took. */
function steady(outcome: Outcome): unknown {
  return JSON.parse(JSON.stringify(outcome, (key, value) => (differing.has(key) ? "differs" : value)));
}

/** Refused on every surface alike: there is an owner, the owner's account stays, and there is no mail server here. */
const refused: ReadonlySet<OperationName> = new Set(["setup.createOwner", "people.deleteSelf", "invites.mail"]);

const isName = (name: string): name is OperationName => Object.hasOwn(catalogue, name);
const names = Object.keys(catalogue).filter(isName);

describe("every operation", () => {
  it("is asked on every surface it is for", () => {
    expect(names.length).toBeGreaterThan(30);
    const tools = names.filter((name) => catalogue[name].audience === "everyone");
    expect(tools.length).toBeGreaterThan(15);
  });

  it.each(names)(
    "%s does the same over REST, on the command line and, where it is for programs, over MCP",
    async (name) => {
      const operation = catalogue[name];
      const isTool = operation.audience === "everyone" && operation.transport === "json";
      const surfaces = [askRest, askCommandLine, ...(isTool ? [askMcp] : [])];
      const outcomes: Outcome[] = [];
      // What only reads may be asked the very same thing again.
      const same = isReadOnly(operation) ? await inputs[name]() : undefined;
      for (const ask of surfaces) outcomes.push(await ask(name, same ?? (await inputs[name]())));
      const [first, ...others] = outcomes;
      if (first === undefined) throw new Error("Nothing was asked.");
      if (refused.has(name)) expect(first).toHaveProperty("refusal");
      else expect(first).not.toHaveProperty("refusal");
      for (const outcome of others) {
        if (isReadOnly(operation) || "refusal" in first) expect(steady(outcome)).toEqual(steady(first));
        else if ("answer" in outcome)
          expect(operation.output.safeParse(outcome.answer)).toMatchObject({ success: true });
        else throw new Error(`${name} was refused: ${JSON.stringify(outcome)}`);
      }
    },
  );

  it.each(names.filter((name) => catalogue[name].audience !== "everyone"))("%s is no tool of MCP", async (name) => {
    await expect(mcp.callTool({ name: name.replace(".", "_"), arguments: {} })).rejects.toThrow(/There is no tool/);
  });

  it("is refused with the same sentence everywhere", async () => {
    const input = { pageId: "01a20000-0000-7000-8000-000000000000" };
    const refusal = "There is no such page, or you may not see it.";
    for (const ask of [askRest, askMcp, askCommandLine]) expect(await ask("pages.read", input)).toEqual({ refusal });
  });
});
