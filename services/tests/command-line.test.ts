import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { pagespaceProgram, programEnvironment } from "./stack/pagespace-program.ts";
import { ownerDetails, type Person, setUpOwner } from "./stack/person.ts";
import { removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

let stack: Stack;
let owner: Person;
let folder: string;
let driveId: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pagespace-cli-"));
  stack = await startStack();
  owner = await setUpOwner(stack);
  driveId = (await owner.client.call("drives.create", { name: "From the shell" })).id;
});
afterAll(async () => {
  await stack.stop();
  removeDataDirectory(stack.dataDirectory);
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => programEnvironment({ XDG_CONFIG_HOME: folder });
const credentialsFile = () => path.join(folder, "pagespace/credentials.json");

/** Runs `pagespace` as a script does, with something on its standard input. */
async function run(words: readonly string[], standardInput = "") {
  const [program, ...before] = pagespaceProgram;
  const child = spawn(program, [...before, ...words], { env: environment(), cwd: folder });
  child.stdin.end(standardInput);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { exitCode: child.exitCode, output, errors };
}

async function runJson<Shape extends z.ZodType>(shape: Shape, words: readonly string[], standardInput = "") {
  const { output, errors, exitCode } = await run([...words, "--output", "json"], standardInput);
  expect({ errors, exitCode }).toEqual({ errors: "", exitCode: 0 });
  return shape.parse(JSON.parse(output));
}

const Page = z.object({ id: z.string(), title: z.string() });

describe("pagespace on the command line", () => {
  it("says in a sentence that nobody is signed in", async () => {
    const told = await run(["drives", "list"]);
    expect(told).toMatchObject({ exitCode: 1, output: "", errors: expect.stringContaining("pagespace login") });
  });

  it.each([
    [["not-an-address.invalid"], "https://not-an-address.invalid cannot be reached."],
    [["ftp://pages.example.org"], "“ftp://pages.example.org” is no address"],
    [["--token", "secret", "https://pages.example.org"], "--token takes no value"],
  ])("asks for no password where it leads nowhere: login %j", async (words, sentence) => {
    const told = await run(["login", ...words], "a@b.example\nsecret\n");
    expect(told).toMatchObject({ exitCode: 1, output: "", errors: expect.stringContaining(sentence) });
  });

  it("refuses a wrong password with the server's sentence and keeps nothing", async () => {
    const told = await run(["login", stack.origin, "--email", ownerDetails.email], "not the password\n");
    expect(told).toMatchObject({ exitCode: 1, errors: "E-mail or password is not right.\n" });
    expect(() => statSync(credentialsFile())).toThrow();
  });

  it("signs in with e-mail and password, and keeps that for this user alone", async () => {
    const told = await run(["login", stack.origin], `${ownerDetails.email}\n${ownerDetails.password}\n`);
    expect(told).toEqual({ exitCode: 0, errors: "", output: `Signed in to ${stack.origin} as Ada.\n` });
    expect(statSync(credentialsFile()).mode & 0o777).toBe(0o600);
    expect(readFileSync(credentialsFile(), "utf8")).not.toContain(ownerDetails.password);
  });

  it("makes a page, writes into it from standard input, reads it, and lists it as a table", async () => {
    const made = await runJson(Page, [
      "pages",
      "create",
      "--drive-id",
      driveId,
      "--type",
      "document",
      "--title",
      "Plan",
    ]);
    await run(["documents", "replace", made.id, "--markdown", "-"], "# Steps\n\nThe first.\n");
    const read = await run(["documents", "read", made.id]);
    expect(read.output).toContain("# Steps\n\nThe first.");
    const listed = await run(["pages", "list", "--drive-id", driveId]);
    expect(listed.output).toMatch(/^id +driveId +parentId +type +title/);
    expect(listed.output).toContain(`${made.id}  ${driveId}  –         document  Plan`);
  });

  it("uploads a file and gives it back byte by byte", async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 256));
    writeFileSync(path.join(folder, "a b.bin"), bytes);
    const page = await runJson(Page, ["files", "upload", "a b.bin", "--drive-id", driveId]);
    expect(page.title).toBe("a b.bin");
    const saved = await run(["files", "download", page.id, "--file", "back.bin"]);
    expect(saved.output).toBe("Saved as back.bin.\n");
    expect(readFileSync(path.join(folder, "back.bin")).equals(bytes)).toBe(true);
    const again = await run(["files", "download", page.id, "back.bin"]);
    expect(again).toMatchObject({ exitCode: 1, errors: "back.bin is there already; nothing was overwritten.\n" });
    const shown = await run(["files", "upload", "-", "--drive-id", driveId, "--name", "note.txt"], "piped");
    expect(shown.exitCode).toBe(0);
  });

  it("ends with 1 and the server's sentence where it is refused", async () => {
    const told = await run(["pages", "read", "01a20000-0000-7000-8000-000000000000"]);
    expect(told).toEqual({ exitCode: 1, output: "", errors: "There is no such page, or you may not see it.\n" });
    expect((await run(["pages", "rename", "x"])).errors).toMatch(/^--title is missing; see/);
  });

  it("serves an MCP client over standard input and output", async () => {
    const [command, ...args] = pagespaceProgram;
    const client = new Client({ name: "test", version: "1" });
    const env = Object.fromEntries(
      Object.entries(environment()).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    await client.connect(new StdioClientTransport({ command, args: [...args, "mcp"], env }));
    try {
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toContain("pages_create");
      const answer = await client.callTool({ name: "drives_list", arguments: {} });
      expect(JSON.stringify(answer.content)).toContain(driveId);
      const refused = await client.callTool({ name: "pages_read", arguments: { pageId: "x" } });
      expect(refused.isError).toBe(true);
    } finally {
      await client.close();
    }
  });

  it("works by a token of one drive, and forgets it", async () => {
    const { token } = await owner.client.call("tokens.create", { name: "x", scope: "read", driveIds: [driveId] });
    const told = await run(["login", stack.origin, "--token"], `${token}\n`);
    expect(told.output).toContain("with a token; it sees one drive");
    const refused = await run(["pages", "create", "--drive-id", driveId, "--type", "folder", "--title", "x"]);
    expect(refused).toMatchObject({ exitCode: 1, errors: "This token may only read; nothing was changed.\n" });
    expect((await run(["logout"])).output).toContain("stays valid until it is revoked");
    expect((await run(["logout"])).output).toBe("You were signed in nowhere.\n");
  });

  it("signs out so that the session has ended", async () => {
    await run(["login", stack.origin, "--email", ownerDetails.email], `${ownerDetails.password}\n`);
    const { token } = z.object({ token: z.string() }).parse(JSON.parse(readFileSync(credentialsFile(), "utf8")));
    expect((await run(["logout"])).output).toBe(`Signed out of ${stack.origin}.\n`);
    const answer = await fetch(`${stack.origin}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
  });
});
