import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { makeTemporaryDirectory } from "#services/supervisor/testing/temporary-directory.ts";
import { waitUntil } from "#services/supervisor/testing/wait-until.ts";
import { type Postgres, startPostgres } from "./start-postgres.ts";

const password = "a password of a test";
const logger = createLogger({ name: "test", level: "silent" });
const isRoot = process.getuid?.() === 0;

async function start(dataDirectory: string, signal = new AbortController().signal) {
  const postgres = await startPostgres({ dataDirectory, password, logger, signal });
  return { ...postgres, [Symbol.asyncDispose]: () => postgres.stop() };
}

async function ask(url: string, statement: string): Promise<Record<string, unknown> | undefined> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(statement);
    return rows[0] ?? {};
  } finally {
    await client.end().catch(() => undefined);
  }
}

function askAgain(postgres: Postgres, statement: string): Promise<Record<string, unknown>> {
  return waitUntil(() => ask(postgres.url, statement).catch(() => undefined));
}

function isBeingFilled(parent: string, name: string): boolean {
  return existsSync(path.join(parent, name, "base", "1"));
}

/** Processes at work in the folder or what was there. */
function listProgramsBelow(directory: string): readonly string[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => readLinkIfAny(`/proc/${pid}/cwd`).startsWith(directory));
}

function readLinkIfAny(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return "";
  }
}

test("a cluster is made with UTF-8, the builtin locale and scram, and listens on a private socket only", async () => {
  using directory = makeTemporaryDirectory();
  await using postgres = await start(directory.path);
  const settings = await ask(
    postgres.url,
    `SELECT current_setting('listen_addresses') AS addresses, current_setting('fsync') AS fsync,
       current_setting('unix_socket_directories') AS folder, current_setting('password_encryption') AS scram,
       (SELECT datlocale FROM pg_database WHERE datname = 'pagespace') AS locale,
       pg_encoding_to_char((SELECT encoding FROM pg_database WHERE datname = 'pagespace')) AS encoding`,
  );
  expect(settings).toMatchObject({
    addresses: "",
    fsync: "on",
    scram: "scram-sha-256",
    locale: "C.UTF-8",
    encoding: "UTF8",
  });
  expect(statSync(String(settings?.["folder"])).mode & 0o777).toBe(0o700);
  await expect(ask(postgres.url.replace(/:[^:@]*@/, ":wrong@"), "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
});

test("what was committed is there after the postmaster is killed, at the same address, without help", async () => {
  using directory = makeTemporaryDirectory();
  await using postgres = await start(directory.path);
  await ask(postgres.url, "CREATE TABLE kept AS SELECT 1 AS number");
  const before = postgres.pid();
  process.kill(Number(before), "SIGKILL");
  expect(await askAgain(postgres, "SELECT number FROM kept")).toEqual({ number: 1 });
  expect(postgres.pid()).not.toBe(before);
});

test("a data directory below a folder closed to others works, also as root", async () => {
  using closed = makeTemporaryDirectory(0o700);
  const directory = path.join(closed.path, "dätä dir");
  mkdirSync(directory, { mode: 0o700 });
  await using postgres = await start(directory);
  expect(await ask(postgres.url, "SELECT 1 AS one")).toEqual({ one: 1 });
  expect(statSync(closed.path).mode & 0o777).toBe(0o700);
});

test("a start is not stopped by a half-made cluster or by a pid file that names a stranger", async () => {
  using directory = makeTemporaryDirectory();
  const parent = path.join(directory.path, "postgres");
  const unfinished = path.join(parent, "18.init-0badc0de");
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(path.join(unfinished, "PG_VERSION"), "18\n");
  {
    await using first = await start(directory.path);
    await ask(first.url, "CREATE TABLE kept AS SELECT 2 AS number");
  }
  expect(readdirSync(parent)).toEqual(["18"]);
  const owner = isRoot ? statSync(path.join(parent, "18")) : undefined;
  const stranger = spawn("sleep", ["60"], owner ? { uid: owner.uid, gid: owner.gid } : {});
  writeFileSync(path.join(parent, "18", "postmaster.pid"), `${stranger.pid}\n/elsewhere\n1\n5432\n/nowhere\n\n`);
  try {
    await using second = await start(directory.path);
    expect(await ask(second.url, "SELECT number FROM kept")).toEqual({ number: 2 });
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  } finally {
    stranger.kill("SIGKILL");
    await once(stranger, "exit");
  }
});

test("a cluster of another version, or a folder of other files, is refused untouched", async () => {
  using directory = makeTemporaryDirectory();
  const cluster = path.join(directory.path, "postgres", "18");
  mkdirSync(cluster, { recursive: true });
  writeFileSync(path.join(cluster, "letter.txt"), "dear");
  await expect(start(directory.path)).rejects.toThrow(/holds files but no database/);
  writeFileSync(path.join(cluster, "PG_VERSION"), "17\n");
  await expect(start(directory.path)).rejects.toThrow(/made by an older PageSpace \(PostgreSQL 17; this one runs 18\)/);
  writeFileSync(path.join(cluster, "PG_VERSION"), "19\n");
  await expect(start(directory.path)).rejects.toThrow(/made by a newer PageSpace/);
  expect(readdirSync(cluster).sort()).toEqual(["PG_VERSION", "letter.txt"]);
});

test("a start that is told to stop leaves nothing behind", async () => {
  using directory = makeTemporaryDirectory();
  const stopping = new AbortController();
  const starting = start(directory.path, stopping.signal);
  const parent = path.join(directory.path, "postgres");
  await waitUntil(() => existsSync(parent) && readdirSync(parent).some((name) => isBeingFilled(parent, name)));
  stopping.abort();
  await expect(starting).rejects.toThrow();
  expect(readdirSync(parent)).toEqual([]);
  expect(listProgramsBelow(parent)).toEqual([]);
  await using postgres = await start(directory.path);
  expect(await ask(postgres.url, "SELECT 1 AS one")).toEqual({ one: 1 });
});
