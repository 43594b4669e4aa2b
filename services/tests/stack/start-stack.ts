import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { pagespaceProgram, programEnvironment, repository } from "./pagespace-program.ts";
import { listDescendants, type ProcessInTree } from "./process-tree.ts";

const readyTimeoutMs = 60_000;

export interface StackOptions {
  /** Left out: a fresh one that is removed by `remove`. */
  readonly dataDirectory?: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A command that runs the rest of its arguments in its own place, such as in another network namespace. */
  readonly wrapper?: readonly string[];
  /** The words that start it, if not those of the build's program. */
  readonly command?: readonly string[];
}

type StackProcess = "web" | "realtime" | "processor" | "postgres" | "extract-worker";

/** A PageSpace running as a process of its own, as a user starts it. */
export interface Stack {
  readonly origin: string;
  /** The code of the setup link; undefined once there is an owner. */
  readonly setupCode: string | undefined;
  readonly dataDirectory: string;
  readonly supervisorPid: number;
  /** Milliseconds from spawning to the ready line. */
  readonly readyMs: number;
  /** Everything printed so far. */
  output(): string;
  /** Pid of a running service, or of the postmaster; undefined while it is down. */
  pidOf(name: StackProcess): number | undefined;
  /** Kills a service or the postmaster without warning; throws while it is down. */
  killProcess(name: StackProcess): void;
  /** All processes that belong to it, but for the one that was started. */
  listProcesses(): readonly ProcessInTree[];
  /** Asks it to stop by SIGTERM, or as Ctrl-C does; resolves with the exit code. */
  stop(signal?: "SIGTERM" | "SIGINT"): Promise<number | null>;
  /** Kills the supervisor without warning and waits until it is gone. */
  kill(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly dataDirectory: string;
  lines: string[];
}

const patterns: Readonly<Record<StackProcess, RegExp>> = {
  web: /\/web\.js/,
  realtime: /\/realtime\.js/,
  processor: /\/processor\.js/,
  "extract-worker": /\/extract-worker\.js/,
  postgres: /\/postgres .*-D|postgres -D/,
};

function findPart(pid: number, name: StackProcess): number | undefined {
  return listDescendants(pid).find(({ command }) => patterns[name].test(command))?.pid;
}

async function waitForReady(running: Running): Promise<URL> {
  const { child } = running;
  if (!child.stdout || !child.stderr) throw new Error("The stack has no output.");
  child.stderr.on("data", (chunk: Buffer) => void running.lines.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const found = Promise.withResolvers<URL>();
  lines.on("line", (line) => {
    running.lines.push(line);
    const url = /^PageSpace is ready: (\S+)$/.exec(line)?.[1];
    if (url) found.resolve(new URL(url));
  });
  const fail = (reason: string) => found.reject(new Error(`${reason}\n${running.lines.join("\n")}`));
  child.once("exit", (code) => fail(`The stack ended with ${code} before it was ready.`));
  const timer = setTimeout(() => fail("The stack was not ready in time."), readyTimeoutMs);
  try {
    return await found.promise;
  } finally {
    clearTimeout(timer);
  }
}

/** A new empty folder for a data directory, which any user may pass through. */
export function makeDataDirectory(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "pagespace-journey-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts `pagespace serve` from the build and waits for its ready line. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDirectory = options.dataDirectory ?? makeDataDirectory();
  const startedAt = performance.now();
  const [program = "", ...given] = [
    ...(options.wrapper ?? []),
    ...(options.command ?? [...pagespaceProgram, "serve"]),
    "--data-dir",
    dataDirectory,
    ...(options.flags ?? ["--port", "0"]),
  ];
  const child = spawn(program, given, {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
    env: programEnvironment(options.environment),
  });
  const running: Running = { child, dataDirectory, lines: [] };
  const url = await waitForReady(running).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  const pid = child.pid ?? 0;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, "exit");
      child.kill(signal);
      await exit;
    }
    return child.exitCode;
  };
  return {
    origin: url.origin,
    setupCode: url.searchParams.get("code") ?? undefined,
    dataDirectory,
    supervisorPid: pid,
    readyMs: performance.now() - startedAt,
    output: () => running.lines.join("\n"),
    pidOf: (name) => findPart(pid, name),
    killProcess(name) {
      const found = findPart(pid, name);
      if (found === undefined) throw new Error(`${name} is not running, so it cannot be killed.`);
      process.kill(found, "SIGKILL");
    },
    listProcesses: () => listDescendants(pid),
    stop: (signal = "SIGTERM") => end(signal),
    kill: async () => void (await end("SIGKILL")),
  };
}

/** Removes a data directory once nothing runs on it. */
export function removeDataDirectory(dataDirectory: string): void {
  rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
