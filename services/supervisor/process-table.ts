import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { codeOf } from "#services/platform/errors.ts";

/** What the operating system tells of a process that runs. */
export interface ProcessEntry {
  readonly pid: number;
  /** Differs between two processes that get the same id, where the system tells it. */
  readonly startTime: string | undefined;
  readonly executable: string | undefined;
  readonly workingDirectory: string | undefined;
}

const hasProcFolder = process.platform === "linux";

/** The process with this id; undefined when there is none or only its zombie. */
export function findProcess(pid: number): ProcessEntry | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (hasProcFolder) return findInProcFolder(pid);
  return isSignallable(pid)
    ? { pid, startTime: undefined, executable: undefined, workingDirectory: undefined }
    : undefined;
}

/** All processes whose working directory is this folder; empty where the system does not tell. */
export function listProcessesIn(workingDirectory: string): readonly ProcessEntry[] {
  if (!hasProcFolder) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => readLink(`/proc/${name}/cwd`) === workingDirectory)
    .flatMap((name) => findInProcFolder(Number(name)) ?? []);
}

function findInProcFolder(pid: number): ProcessEntry | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The second field is the name in parentheses and may hold spaces; the third is the state, the 22nd the start time.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  if (state === "Z" || state === "X") return undefined;
  return {
    pid,
    startTime: fields[19],
    executable: readLink(`/proc/${pid}/exe`)?.replace(/ \(deleted\)$/, ""),
    workingDirectory: readLink(`/proc/${pid}/cwd`),
  };
}

function readLink(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

function isSignallable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
