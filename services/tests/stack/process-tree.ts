import { readdirSync, readFileSync } from "node:fs";

/** A process that runs. */
export interface ProcessInTree {
  readonly pid: number;
  readonly parent: number;
  /** Its command line, with spaces between the words. */
  readonly command: string;
}

/** The processes below this one, however deep. */
export function listDescendants(pid: number): readonly ProcessInTree[] {
  const all = listProcesses();
  const below = (parent: number): ProcessInTree[] =>
    all.filter((entry) => entry.parent === parent).flatMap((entry) => [entry, ...below(entry.pid)]);
  return below(pid);
}

/** Those of these processes that still run. */
export function listRemaining(processes: readonly ProcessInTree[]): readonly ProcessInTree[] {
  return processes.filter(({ pid }) => readProcess(pid) !== undefined);
}

function listProcesses(): readonly ProcessInTree[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
}

/** Undefined when it is gone or only its zombie is left. */
function readProcess(pid: number): ProcessInTree | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    return { pid, parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ") };
  } catch {
    return undefined;
  }
}
