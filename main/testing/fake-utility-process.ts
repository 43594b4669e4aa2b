import type { ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import path from "node:path";
import type Electron from "electron";
import * as z from "zod";
import { app } from "./fake-app.ts";
import { realFork } from "./refuse-node-children.ts";
import { tellTest } from "./tell-test.ts";

const Output = z.enum(["pipe", "ignore", "inherit"]);
/** Only the two outputs can be chosen. */
const Stdio = z.tuple([z.literal("ignore"), Output, Output]);
const runtime = path.join(import.meta.dirname, "utility-runtime.ts");

/** A utility process: a real Node process whose only tie to main is its parent port. */
class FakeUtilityProcess extends EventEmitter {
  pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, serviceName: string) {
    super();
    this.#child = child;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    child.once("spawn", () => {
      this.pid = child.pid;
      if (child.pid !== undefined) tellTest({ kind: "utility-process", serviceName, pid: child.pid });
      this.emit("spawn");
    });
    child.on("message", (message) => this.emit("message", message));
    child.once("exit", (code) => {
      this.pid = undefined;
      this.emit("exit", code ?? 1);
    });
  }

  postMessage(message: unknown, transfer?: readonly Electron.MessagePortMain[]): void {
    if (transfer !== undefined) throw new Error("Ports cannot be handed over here.");
    if (typeof message !== "object" || message === null) throw new TypeError("Only objects are sent here.");
    if (this.#child.connected) this.#child.send(structuredClone(message), () => undefined);
  }

  kill(): boolean {
    return this.#child.kill("SIGTERM");
  }
}

const running = new Set<ChildProcess>();

function fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): FakeUtilityProcess {
  if (!app.isReady()) throw new Error("utilityProcess.fork cannot be called before the app is ready.");
  const [stdin, stdout, stderr] = Stdio.parse(options.stdio ?? ["ignore", "inherit", "inherit"]);
  const child = realFork(modulePath, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: { ...options.env, NODE_OPTIONS: undefined } }),
    execArgv: ["--import", runtime, ...(options.execArgv ?? [])],
    serialization: "advanced",
    stdio: [stdin, stdout, stderr, "ipc"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return new FakeUtilityProcess(child, options.serviceName ?? "Node Utility Process");
}

/** Ends what is left when the app ends, as Chromium does. */
export async function endUtilityProcesses(): Promise<void> {
  const ends = [...running].map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(ends);
}

type Needed = Pick<Electron.UtilityProcess, "postMessage" | "kill" | "pid" | "stdout" | "stderr">;

/** Stands in for Electron's `utilityProcess`. */
export const utilityProcess = { fork } satisfies {
  fork: (...given: Parameters<typeof Electron.utilityProcess.fork>) => Needed;
};
