import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { openDataDirectory } from "#services/supervisor/data-directory.ts";
import { findRunningDatabase } from "#services/supervisor/find-running-database.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { readSecrets } from "#services/supervisor/secrets.ts";
import { type ProgramEnd, runPagespace } from "./stack/pagespace-program.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

let running: Stack;
let empty: string;

beforeAll(async () => {
  running = await startStack();
  empty = makeDataDirectory();
});
afterAll(async () => {
  await running.stop();
  removeDataDirectory(running.dataDirectory);
  removeDataDirectory(empty);
});

function serve(
  flags: readonly string[],
  { dataDirectory = empty, ...environment }: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  return runPagespace(["serve", "--data-dir", dataDirectory, ...flags], environment);
}

/** One line on standard error, an exit code that says so, and no ready line. */
function expectRefusal(end: ProgramEnd, sentence: RegExp): void {
  expect(end.errors).toMatch(/^[^\n]+[.]\n$/);
  expect(end.errors).toMatch(sentence);
  expect(end.exitCode).toBe(1);
  expect(end.output).not.toContain("ready");
}

async function isRunning(): Promise<boolean> {
  return (await fetch(`${running.origin}/health`)).ok;
}

it("a second start on the same data directory says who holds it, and the first goes on", async () => {
  const second = await serve(["--port", "0"], { dataDirectory: running.dataDirectory });
  expectRefusal(
    second,
    new RegExp(`is in use by pagespace serve \\(process ${running.supervisorPid}, since .*--data-dir`),
  );
  expect(await isRunning()).toBe(true);
});

it("a taken port is said before anything is made", async () => {
  const { port } = new URL(running.origin);
  expectRefusal(await serve(["--port", port]), new RegExp(`^Port ${port} is taken by another program; .*--port`));
  expect(existsSync(path.join(empty, "postgres"))).toBe(false);
  expect(readdirSync(path.join(empty, "run"))).toEqual([]);
  expect(await isRunning()).toBe(true);
});

it("a wrong flag or a contradictory setting is named before anything is made", async () => {
  const address = "postgres://ada:pa#ss@127.0.0.1/x";
  const refusals: readonly (readonly [readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
    [["--port", "many"], {}, /^--port many is not a port/],
    [["--services", "web,mail"], {}, /^--services knows web, realtime, processor, but not “mail”/],
    [["--services", "web"], {}, /^--services web runs a part of PageSpace and needs DATABASE_URL/],
    [["--fast"], {}, /^Unknown option '--fast'; see pagespace --help/],
    [[], { PORT: "many" }, /^PORT “many” is not valid/],
    [[], { DATABASE_DIRECT_URL: "postgres://db/x" }, /^DATABASE_DIRECT_URL is set but DATABASE_URL is not/],
    [[], { DATABASE_URL: "postgres://db/x" }, /^DATABASE_URL is set but SERVICE_SECRET is not/],
    [
      [],
      { DATABASE_URL: address, SERVICE_SECRET: "s".repeat(32), ENCRYPTION_KEY: "e".repeat(32) },
      /^DATABASE_URL is not valid: cannot be read; write special characters/,
    ],
  ];
  for (const [flags, environment, sentence] of refusals) {
    const end = await serve(flags, environment);
    expectRefusal(end, sentence);
    expect(end.errors).not.toContain("pa#ss");
  }
  expect(existsSync(path.join(empty, "postgres"))).toBe(false);
});

it("a data directory that cannot be written is refused with what to do", async () => {
  const file = path.join(empty, "letter.txt");
  writeFileSync(file, "dear");
  const below = await serve([], { dataDirectory: path.join(file, "data") });
  expectRefusal(below, /letter[.]txt is not a folder; choose another --data-dir/);
  const system = await serve([], { dataDirectory: "/proc/pagespace/data" });
  expectRefusal(system, /can be made at .*choose another --data-dir/);
});

it("a data directory of a newer PostgreSQL is refused untouched", async () => {
  const cluster = path.join(empty, "postgres", "18");
  mkdirSync(cluster, { recursive: true });
  writeFileSync(path.join(cluster, "PG_VERSION"), "19\n");
  expectRefusal(await serve([]), /was made by a newer PageSpace \(PostgreSQL 19; this one runs 18\)/);
  expect(readdirSync(path.join(empty, "postgres"), { recursive: true }).sort()).toEqual(["18", "18/PG_VERSION"]);
});

it("data that a newer PageSpace has changed is refused untouched", async () => {
  const tomorrow = "20990101000000_tomorrow";
  await ask(`INSERT INTO drizzle.__drizzle_migrations (hash, created_at, name) VALUES ('x', 0, '${tomorrow}')`);
  const before = await describeData();
  expect(await running.stop()).toBe(0);
  const refused = await serve(["--port", "0"], { dataDirectory: running.dataDirectory });
  expectRefusal(
    refused,
    new RegExp(`^The data was last used by a newer PageSpace \\(it has the change “${tomorrow}”\\)`),
  );
  const { databasePassword: password } = readSecrets(openDataDirectory(running.dataDirectory), true);
  const logger = createLogger({ name: "test", level: "silent" });
  const { signal } = new AbortController();
  const postgres = await startPostgres({ dataDirectory: running.dataDirectory, password, logger, signal });
  try {
    expect(await describeData()).toEqual(before);
    expect(before.length).toBeGreaterThan(10);
  } finally {
    await postgres.stop();
  }
});

async function ask(statement: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: findRunningDatabase(running.dataDirectory) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Every column of every table, and the migrations that were applied. */
async function describeData(): Promise<readonly unknown[]> {
  return [
    ...(await ask(
      "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    )),
    ...(await ask("SELECT name FROM drizzle.__drizzle_migrations ORDER BY 1")),
    ...(await ask("SELECT * FROM applied_functions ORDER BY 1")),
  ];
}
