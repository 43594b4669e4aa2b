import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import * as z from "zod";
import { Peers } from "#services/contracts/control.ts";
import { messageOf } from "#services/platform/errors.ts";
import { findProcess } from "./process-table.ts";
import { superviseFakes } from "./testing/supervise-fakes.ts";
import { makeTemporaryDirectory } from "./testing/temporary-directory.ts";
import { waitUntil } from "./testing/wait-until.ts";

const State = z.object({
  pid: z.number(),
  peers: Peers,
  databaseUrl: z.string(),
  workerMessage: z.unknown().optional(),
});

async function read(url: string | undefined, place = "/"): Promise<z.infer<typeof State>> {
  const response = await fetch(new URL(place, url));
  return State.parse(await response.json());
}

function readAgain(url: string | undefined, isRight: (state: z.infer<typeof State>) => boolean) {
  return waitUntil(async () => {
    const state = await read(url).catch(() => undefined);
    return state && isRight(state) ? state : undefined;
  });
}

async function runStatement(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows[0];
  } finally {
    await client.end();
  }
}

test("services come back after kill -9: web at its address, the others where web is told", async () => {
  using directory = makeTemporaryDirectory();
  const supervision = await superviseFakes({ dataDirectory: directory.path });
  try {
    expect(supervision.setupCode()).toBe("ps_setup_of_a_fake");
    const before = await readAgain(supervision.url, (state) => state.peers.processorUrl !== undefined);
    process.kill(before.pid, "SIGKILL");
    const web = await readAgain(supervision.url, (state) => state.pid !== before.pid);
    const processor = await read(web.peers.processorUrl);
    process.kill(processor.pid, "SIGKILL");
    const after = await waitUntil(async () => {
      const { peers } = await read(supervision.url);
      const state = await read(peers.processorUrl).catch(() => undefined);
      return state?.pid === processor.pid ? undefined : state;
    });
    expect(after.databaseUrl).toBe(before.databaseUrl);
    expect((await read(supervision.url)).pid).toBe(web.pid);
  } finally {
    await supervision.stop();
  }
  expect(existsSync(path.join(directory.path, "run", "lock"))).toBe(false);
});

test("PostgreSQL killed comes back under the services, which stay", async () => {
  using directory = makeTemporaryDirectory();
  const supervision = await superviseFakes({ dataDirectory: directory.path });
  try {
    const { pid } = await read(supervision.url);
    await runStatement(supervision.databaseUrl, "CREATE TABLE kept AS SELECT 3 AS number");
    const pidFile = path.join(directory.path, "postgres", "18", "postmaster.pid");
    process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGKILL");
    const row = await waitUntil(() =>
      runStatement(supervision.databaseUrl, "SELECT number FROM kept").catch(() => undefined),
    );
    expect(row).toEqual({ number: 3 });
    expect((await read(supervision.url)).pid).toBe(pid);
  } finally {
    await supervision.stop();
  }
});

test("a worker answers through the supervisor and ends with the service that asked for it", async () => {
  using directory = makeTemporaryDirectory();
  const supervision = await superviseFakes({ dataDirectory: directory.path });
  try {
    await read(supervision.url, "/worker");
    const web = await readAgain(supervision.url, (state) => state.workerMessage !== undefined);
    const { pid, heard } = z.object({ pid: z.number(), heard: z.string() }).parse(web.workerMessage);
    expect(heard).toBe("hello");
    process.kill(web.pid, "SIGKILL");
    await waitUntil(() => findProcess(pid) === undefined);
  } finally {
    await supervision.stop();
  }
});

test("a worker ends also with a service that never became ready", async () => {
  using directory = makeTemporaryDirectory();
  const environment = { FAKE_REFUSAL_BESIDE_WORKER: "true" };
  const refusal = await superviseFakes({ dataDirectory: directory.path, environment }).catch(messageOf);
  const pid = Number(/"pid":(\d+)/.exec(String(refusal))?.[1]);
  expect(pid).toBeGreaterThan(0);
  await waitUntil(() => findProcess(pid) === undefined);
});

test("after kill -9 of the supervisor its services end, and the next start takes over the database with all data", async () => {
  using directory = makeTemporaryDirectory();
  const first = forkSupervisor(directory.path);
  const { url, databaseUrl } = await nextReady(first);
  const { pid } = await readAgain(url, (state) => state.peers.processorUrl !== undefined);
  await runStatement(databaseUrl, "CREATE TABLE kept AS SELECT 4 AS number");
  first.kill("SIGKILL");
  await waitUntil(() => findProcess(pid) === undefined);
  expect(await runStatement(databaseUrl, "SELECT number FROM kept")).toEqual({ number: 4 });
  const supervision = await superviseFakes({ dataDirectory: directory.path });
  try {
    expect(await runStatement(supervision.databaseUrl, "SELECT number FROM kept")).toEqual({ number: 4 });
    await expect(runStatement(databaseUrl, "SELECT 1")).rejects.toThrow();
    await expect(superviseFakes({ dataDirectory: directory.path })).rejects.toThrow(/is in use by a test \(process/);
  } finally {
    await supervision.stop();
  }
});

test("SIGTERM during a start ends it, and the next one works", async () => {
  using directory = makeTemporaryDirectory();
  const first = forkSupervisor(directory.path);
  await waitUntil(() => existsSync(path.join(directory.path, "postgres")));
  first.kill("SIGTERM");
  await once(first, "exit");
  expect(existsSync(path.join(directory.path, "run", "lock"))).toBe(false);
  const supervision = await superviseFakes({ dataDirectory: directory.path });
  await supervision.stop();
});

test("a service that cannot start says why, and nothing stays behind", async () => {
  using directory = makeTemporaryDirectory();
  const sentence = "The moon is full; wait a week.";
  await expect(
    superviseFakes({ dataDirectory: directory.path, environment: { FAKE_REFUSAL: sentence } }),
  ).rejects.toThrow(sentence);
  expect(existsSync(path.join(directory.path, "postgres", "18", "postmaster.pid"))).toBe(false);
  expect(existsSync(path.join(directory.path, "run", "lock"))).toBe(false);
});

test("a contradictory or wrong configuration is refused before anything is made", async () => {
  using directory = makeTemporaryDirectory();
  const refuse = (environment: Record<string, string>) =>
    superviseFakes({ dataDirectory: directory.path, environment });
  await expect(refuse({ DATABASE_URL: "postgres://u:p@127.0.0.1/x" })).rejects.toThrow(
    /DATABASE_URL is set but SERVICE_SECRET is not/,
  );
  for (const name of ["DATABASE_DIRECT_URL", "PROCESSOR_INTERNAL_URL"]) {
    const refused = refuse({ [name]: "postgres://u:p@127.0.0.1/x" });
    await expect(refused).rejects.toThrow(`${name} is set but DATABASE_URL is not`);
  }
  await expect(refuse({ PUBLIC_URL: "ftp://x" })).rejects.toThrow(/PUBLIC_URL/);
  expect(existsSync(path.join(directory.path, "postgres"))).toBe(false);
});

test("an upgrade with new migrations keeps a copy of the database as it was", async () => {
  using directory = makeTemporaryDirectory();
  await (await superviseFakes({ dataDirectory: directory.path })).stop();
  const backups = path.join(directory.path, "backups");
  await (await superviseFakes({ dataDirectory: directory.path })).stop();
  expect(readdirSync(backups)).toEqual([]);
  writeFileSync(path.join(directory.path, "run", "migrations.json"), "[]");
  await (await superviseFakes({ dataDirectory: directory.path })).stop();
  const copies = readdirSync(backups);
  expect(copies).toEqual([expect.stringMatching(/^before-\d{14}_/)]);
  expect(readFileSync(path.join(backups, copies[0] ?? "", "PG_VERSION"), "utf8")).toBe("18\n");
});

test.runIf(process.getuid?.() !== 0)("a data directory that may not be written is refused with a cure", async () => {
  using directory = makeTemporaryDirectory();
  chmodSync(directory.path, 0o500);
  await expect(superviseFakes({ dataDirectory: path.join(directory.path, "data") })).rejects.toThrow(
    /may not write to .*; give this user the right to, or choose another --data-dir/,
  );
});

function forkSupervisor(dataDirectory: string): ChildProcess {
  return fork(path.join(import.meta.dirname, "testing", "fake-supervisor.ts"), [dataDirectory], { execArgv: [] });
}

async function nextReady(child: ChildProcess): Promise<{ readonly url: string; readonly databaseUrl: string }> {
  const [message] = await once(child, "message");
  return z.object({ url: z.string(), databaseUrl: z.string() }).parse(message);
}
