import { existsSync, readdirSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { ownerDetails, setUpOwner, signIn } from "./stack/person.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

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

it("prints one ready line with a setup link, and after a stop and a start all data is there", async () => {
  const first = await start(makeDataDirectory());
  expect(first.output().match(/PageSpace is ready: /g)).toHaveLength(1);
  expect(first.setupCode).toMatch(/^ps_setup_/);
  const pageId = await writeSomething(first);
  const pids = services.map((name) => first.pidOf(name));
  expect(pids).not.toContain(undefined);
  expect(await first.stop()).toBe(0);
  expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);

  const second = await start(first.dataDirectory);
  expect(second.setupCode).toBeUndefined();
  expect(second.origin).toBe(first.origin);
  expect(await readAgain(second, pageId)).toBe("What was written stays.");
});

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
