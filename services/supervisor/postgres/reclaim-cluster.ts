import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PermanentFailure } from "#services/platform/errors.ts";
import { findProcess, listProcessesIn, type ProcessEntry } from "#services/supervisor/process-table.ts";
import type { Cluster } from "./cluster.ts";
import { programPath } from "./payload.ts";
import { socketDirectoryPrefix } from "./socket-directory.ts";

const fastStopMs = 10_000;
const immediateStopMs = 3_000;
const killMs = 3_000;
/** Another's process tells nobody when it ends, so it is looked at. */
const lookEveryMs = 10;

export interface ReclaimOptions {
  /** The folder that the next start uses; it stays. */
  readonly ownSocketDirectory: string;
  readonly signal: AbortSignal;
}

/**
 * Ends whatever still runs on the cluster after its supervisor or its postmaster was killed, and removes a pid file
 * whose number now belongs to a stranger. Call it only while holding the data directory.
 */
export async function reclaimCluster(cluster: Cluster, options: ReclaimOptions): Promise<void> {
  const { signal } = options;
  const pidFile = path.join(cluster.directory, "postmaster.pid");
  const holder = readPidFile(pidFile);
  if (holder) {
    const owner = findProcess(holder.pid);
    if (owner && isOurs(owner, cluster)) await stopOrphan(cluster, { pid: owner.pid, pidFile, signal });
    rmSync(pidFile, { force: true });
    if (holder.socketDirectory !== options.ownSocketDirectory) removeSocketDirectory(holder.socketDirectory);
  }
  await endLeftovers(cluster, signal);
}

interface PidFile {
  readonly pid: number;
  readonly socketDirectory: string | undefined;
}

/** Line 1 is the process id, line 5 the socket folder; line 4 is a port and never a process. */
function readPidFile(file: string): PidFile | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), socketDirectory: lines[4]?.trim() };
}

function isOurs(entry: ProcessEntry, cluster: Cluster): boolean {
  if (process.platform === "linux") {
    return (
      path.basename(entry.executable ?? "") === "postgres" && entry.workingDirectory === realpathSync(cluster.directory)
    );
  }
  if (process.platform === "win32") return true;
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(entry.pid)], { encoding: "utf8" });
  return stdout.includes("postgres") && stdout.includes(cluster.directory);
}

interface Orphan {
  readonly pid: number;
  readonly pidFile: string;
  readonly signal: AbortSignal;
}

/** Stops a postmaster nobody watches any more: fast, then immediate, then by force. Its pid file goes when it is down. */
async function stopOrphan(cluster: Cluster, orphan: Orphan): Promise<void> {
  const isDown = () => !existsSync(orphan.pidFile) || findProcess(orphan.pid) === undefined;
  if (process.platform === "win32") {
    spawnSync(programPath(cluster.payload, "pg_ctl"), ["stop", "-D", cluster.directory, "-m", "fast", "-w"]);
    return;
  }
  const steps = [
    ["SIGINT", fastStopMs],
    ["SIGQUIT", immediateStopMs],
    ["SIGKILL", killMs],
  ] as const;
  for (const [name, timeoutMs] of steps) {
    sendSignal(orphan.pid, name);
    if (await waitUntil(isDown, timeoutMs, orphan.signal)) return;
  }
  throw new PermanentFailure(
    `An earlier database (process ${orphan.pid}) still runs on ${cluster.directory} and cannot be stopped; end it, then start again.`,
  );
}

/** Backends outlive a killed postmaster for a moment and would keep the next one from starting. */
async function endLeftovers(cluster: Cluster, signal: AbortSignal): Promise<void> {
  if (!existsSync(cluster.directory)) return;
  const directory = realpathSync(cluster.directory);
  const list = () => listProcessesIn(directory).filter((entry) => path.basename(entry.executable ?? "") === "postgres");
  for (const entry of list()) sendSignal(entry.pid, "SIGKILL");
  await waitUntil(() => list().length === 0, killMs, signal);
}

function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}

async function waitUntil(isTrue: () => boolean, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await delay(lookEveryMs, undefined, { signal });
  }
  return true;
}

function removeSocketDirectory(directory: string | undefined): void {
  if (!directory || !path.basename(directory).startsWith(socketDirectoryPrefix)) return;
  if ([os.tmpdir(), "/tmp"].includes(path.dirname(directory))) rmSync(directory, { recursive: true, force: true });
}
