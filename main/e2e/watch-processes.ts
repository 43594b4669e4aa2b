import { readFileSync } from "node:fs";
import path from "node:path";

/** Whether a process runs; one that has ended and only waits to be collected does not. */
export function isRunning(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/^\d+ \(.*\) [ZX]/s.test(state);
  } catch {
    return false;
  }
}

/** The process of the database of a data directory, while it runs. */
export function databasePid(dataDirectory: string): number | undefined {
  try {
    const [line] = readFileSync(path.join(dataDirectory, "postgres/18/postmaster.pid"), "utf8").split("\n");
    return Number(line);
  } catch {
    return undefined;
  }
}
