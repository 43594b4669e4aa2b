import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createLogger } from "#services/platform/logger.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { setUpOwner } from "#services/tests/stack/person.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "#services/tests/stack/start-stack.ts";
import { median, printRow } from "./table.ts";

/**
 * From spawning `pagespace serve` to its ready line, on a fresh data directory and again on the same one, against a bare
 * PostgreSQL start plus `node -e 0`; then the memory of the whole tree (PSS) once nothing has happened for a while.
 */

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "5" }, "idle-seconds": { type: "string", default: "70" } },
});
const pairs = Number(values.pairs);
const idleSeconds = Number(values["idle-seconds"]);
const logger = createLogger({ name: "benchmark", level: "silent" });

/** A cluster without a schema: made before the clock starts, then started and stopped. */
async function startBare(dataDirectory: string, password: string): Promise<number> {
  const since = performance.now();
  const { signal } = new AbortController();
  const postgres = await startPostgres({ dataDirectory, password, logger, signal });
  execFileSync(process.execPath, ["-e", "0"]);
  const tookMs = performance.now() - since;
  await postgres.stop();
  return tookMs;
}

function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while the list was read.
    }
  }
  const found = [pid];
  for (const ancestor of found) {
    for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  }
  return found;
}

function pssMegabytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1_000;
}

function printMemory(stack: Stack): void {
  const services = ["web", "realtime", "processor", "postgres"] as const;
  const rows = [
    ["supervisor", pssMegabytes(stack.supervisorPid)] as const,
    ...services.map((name) => {
      const pid = stack.pidOf(name) ?? Number.NaN;
      const tree = name === "postgres" ? descendantsOf(pid) : [pid];
      return [name, tree.map(pssMegabytes).reduce((sum, part) => sum + part, 0)] as const;
    }),
  ];
  const all = descendantsOf(stack.supervisorPid);
  printRow("process", "PSS MB");
  for (const [name, megabytes] of rows) printRow(name, megabytes.toFixed(0));
  printRow(
    `all ${all.length}`,
    all
      .map(pssMegabytes)
      .reduce((sum, part) => sum + part, 0)
      .toFixed(0),
  );
}

const bare = makeDataDirectory();
const password = randomBytes(24).toString("base64url");
await startBare(bare, password);
const times: { first: number; later: number; peer: number }[] = [];
printRow("first start ms", "later start ms", "peer ms", "later / peer");
for (let pair = 1; pair <= pairs; pair += 1) {
  const fresh = await startStack();
  await setUpOwner(fresh);
  await fresh.stop();
  const peer = await startBare(bare, password);
  const again = await startStack({ dataDirectory: fresh.dataDirectory });
  await again.stop();
  removeDataDirectory(fresh.dataDirectory);
  const row = { first: fresh.readyMs, later: again.readyMs, peer };
  times.push(row);
  printRow(row.first.toFixed(0), row.later.toFixed(0), row.peer.toFixed(0), (row.later / row.peer).toFixed(2));
}
const middle = (pick: (row: (typeof times)[number]) => number, digits = 0) => median(times.map(pick)).toFixed(digits);
printRow(
  middle(({ first }) => first),
  middle(({ later }) => later),
  middle(({ peer }) => peer),
  middle(({ later, peer }) => later / peer, 2),
);
removeDataDirectory(bare);

const idle = await startStack();
await setUpOwner(idle);
await delay(idleSeconds * 1_000);
printMemory(idle);
await idle.stop();
removeDataDirectory(idle.dataDirectory);
