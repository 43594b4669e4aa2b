import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { afterEach, expect, it, vi } from "vitest";
import * as z from "zod";
import { processEnvironment } from "#services/platform/config.ts";
import { runPagespace } from "./stack/pagespace-program.ts";
import { ownerDetails, type Person, setUpOwner, signIn } from "./stack/person.ts";
import { listRemaining } from "./stack/process-tree.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";
import { startTyping } from "./stack/typist.ts";

const waiting = { timeout: 30_000, interval: 50 };
/** More than sockets and buffers between two programs hold. */
const largeBytes = 40_000_000;

const started: Stack[] = [];

/** Without `--port`, as a user starts it: the port is chosen once and kept. */
async function start(dataDirectory: string): Promise<Stack> {
  const stack = await startStack({ dataDirectory, flags: [] });
  started.push(stack);
  return stack;
}

afterEach(async () => {
  const stacks = started.splice(0);
  for (const stack of stacks) await stack.stop();
  for (const { dataDirectory } of stacks) removeDataDirectory(dataDirectory);
});

const services = ["web", "realtime", "processor", "postgres"] as const;
/** A stop may take ten seconds; this leaves a slow machine some of them. */
const mostStopMs = 8_500;

/** Stops it and sees that it ends in time, with success, and takes every process with it. */
async function expectStop(stack: Stack, signal: "SIGTERM" | "SIGINT"): Promise<void> {
  const processes = stack.listProcesses();
  const since = performance.now();
  const exitCode = await stack.stop(signal);
  // Where npm is in between, it ends before those below it.
  await vi.waitUntil(() => listRemaining(processes).length === 0, { timeout: 20_000, interval: 20 });
  expect(performance.now() - since).toBeLessThan(mostStopMs);
  expect(exitCode).toBe(0);
  expect(existsSync(`${stack.dataDirectory}/run/lock`)).toBe(false);
}

async function writeSomething(stack: Stack): Promise<string> {
  const ada = await setUpOwner(stack);
  const { items } = await ada.client.call("drives.list", {});
  const page = await ada.client.call("pages.create", { driveId: items[0]?.id ?? "", type: "document", title: "Kept" });
  await ada.client.call("documents.replace", { pageId: page.id, markdown: "What was written stays." });
  return page.id;
}

async function readAgain(stack: Stack, pageId: string): Promise<string> {
  const ada = await signIn(stack.origin, ownerDetails);
  return (await ada.client.call("documents.read", { pageId, format: "markdown" })).content.trim();
}

it("prints progress and one ready line with a setup link, and after Ctrl-C and a start all data is there", async () => {
  const first = await start(makeDataDirectory());
  const lines = ["Making the database…", "Starting the services…", expect.stringMatching(/^PageSpace is ready: http/)];
  expect(
    first
      .output()
      .split("\n")
      .filter((line) => !line.startsWith("Port ")),
  ).toEqual(lines);
  expect(first.setupCode).toMatch(/^ps_setup_/);
  const pageId = await writeSomething(first);
  expect(services.map((name) => first.pidOf(name))).not.toContain(undefined);
  await expectStop(first, "SIGINT");

  const second = await start(first.dataDirectory);
  expect(second.setupCode).toBeUndefined();
  expect(second.origin).toBe(first.origin);
  expect(await readAgain(second, pageId)).toBe("What was written stays.");
});

it("stops in time while people are connected and download", async () => {
  const stack = await start(makeDataDirectory());
  const ada = await setUpOwner(stack);
  const { items } = await ada.client.call("drives.list", {});
  const driveId = items[0]?.id ?? "";
  const page = await ada.client.call("pages.create", { driveId, type: "document", title: "Open" });
  using typist = startTyping(ada, page.id);
  typist.type("hello");
  await typist.until(() => typist.saved.has("hello"), "what Ada typed is saved");
  await using download = await beginDownload(ada, driveId);
  await expectStop(stack, "SIGTERM");
  expect(download.isWhole()).toBe(false);
});

/** Starts to download a large file and reads no more than its first bytes. */
async function beginDownload(person: Person, driveId: string): Promise<AsyncDisposable & { isWhole(): boolean }> {
  const headers = { cookie: person.cookie(), origin: person.origin };
  const upload = person.client.address("files.upload", { driveId, name: "large.bin" });
  const stored = await fetch(upload, { method: "POST", headers, body: Buffer.alloc(largeBytes, 1) });
  const { id } = z.object({ id: z.string() }).parse(await stored.json());
  const address = person.client.address("files.download", { pageId: id });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { headers }, resolve).once("error", reject);
  });
  await once(response, "readable");
  const closed = once(response, "close").catch(() => undefined);
  response.on("error", () => undefined);
  return {
    isWhole: () => response.complete,
    [Symbol.asyncDispose]: async () => {
      response.destroy();
      await closed;
    },
  };
}

it("runs by npm, shows the setup code to the browser alone, and forgets a code once another was asked for", async () => {
  const dataDirectory = makeDataDirectory();
  const opened = `${dataDirectory}/opened`;
  writeFileSync(`${dataDirectory}/xdg-open`, `#!/bin/sh\necho "$*" > ${opened}.part && mv ${opened}.part ${opened}\n`);
  chmodSync(`${dataDirectory}/xdg-open`, 0o755);
  const stack = await startStack({
    dataDirectory,
    command: ["npm", "run", "serve", "--"],
    flags: ["--port", "0", "--open"],
    environment: { PATH: `${dataDirectory}:${processEnvironment()["PATH"]}` },
  });
  started.push(stack);
  const page = await vi.waitUntil(() => existsSync(opened) && readFileSync(opened, "utf8").trim(), waiting);
  expect(page).toBe(`file://${dataDirectory}/run/open.html`);
  const link = `${stack.origin}/setup?code=${stack.setupCode}`;
  expect(readFileSync(new URL(page), "utf8")).toContain(`content="0; url=${link}"`);

  const renewed = await runPagespace(["setup-code", "--data-dir", dataDirectory]);
  expect(renewed.output).toMatch(/^ps_setup_\S+\n$/);
  const before = stack.pidOf("web");
  stack.killProcess("web");
  await vi.waitUntil(() => stack.pidOf("web") !== before && isWell(stack.origin), waiting);
  await expect(setUpOwner(stack)).rejects.toThrow(/setup code is not valid/);
  await setUpOwner({ origin: stack.origin, setupCode: renewed.output.trim() });

  await expectStop(stack, "SIGTERM");
  expect(existsSync(new URL(page))).toBe(false);
});

async function isWell(origin: string): Promise<boolean> {
  return fetch(`${origin}/health`).then(
    (answer) => answer.ok,
    () => false,
  );
}

it("takes over what a killed supervisor left behind, with all data", async () => {
  const first = await start(makeDataDirectory());
  const pageId = await writeSomething(first);
  await first.kill();
  const second = await start(first.dataDirectory);
  expect(await readAgain(second, pageId)).toBe("What was written stays.");
});

it("keeps secrets out of its logs", async () => {
  const stack = await start(makeDataDirectory());
  await writeSomething(stack);
  const { readFile } = await import("node:fs/promises");
  const secrets = await readFile(`${stack.dataDirectory}/secrets.json`, "utf8");
  const values = [...secrets.matchAll(/"([^"]{16,})"/g)].map((match) => match[1] ?? "");
  expect(values.length).toBeGreaterThan(2);
  const logs = readdirSync(`${stack.dataDirectory}/logs`);
  expect(logs.length).toBeGreaterThan(0);
  for (const log of logs) {
    const text = await readFile(`${stack.dataDirectory}/logs/${log}`, "utf8");
    for (const secret of [...values, stack.setupCode ?? "", ownerDetails.password]) expect(text).not.toContain(secret);
  }
});
