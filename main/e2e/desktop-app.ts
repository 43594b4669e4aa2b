import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { type Description, FromStandIn, type ToStandIn } from "#main/testing/desktop-messages.ts";

const repository = path.join(import.meta.dirname, "../..");
const standIn = path.join(repository, "main/testing/run-on-fake-electron.ts");

/** The built main program, as unpackaged Electron is given it. */
export const builtMain = path.join(repository, "dist/main/main.js");

/** A started desktop app: the built main and preload on the stand-in for Electron. */
export interface DesktopApp {
  readonly pid: number;
  /** Names of Electron's events so far, in order. */
  readonly events: readonly string[];
  /** Processes made for services, by the name main gave them; the newest of each name. */
  readonly services: ReadonlyMap<string, number>;
  /** What main and the stand-in printed. */
  readonly output: () => string;
  /** The page in the window, once it is there. */
  window(): Promise<Page>;
  send(message: ToStandIn): void;
  signal(name: NodeJS.Signals): void;
  describe(): Promise<Description>;
  askPermission(question: PermissionQuestion): Promise<{ isRequestAllowed: boolean; isCheckAllowed: boolean }>;
  /** Resolves with the exit code when the process is gone. */
  readonly ended: Promise<number | null>;
  /** Resolves at the next message that fits. */
  next(fits: (message: FromStandIn) => boolean): Promise<FromStandIn>;
}

export interface PermissionQuestion {
  readonly permission: string;
  readonly requestingUrl: string;
  readonly isMainFrame: boolean;
}

/** Starts the app on a data directory. */
export function startDesktop(dataDirectory: string): DesktopApp {
  const child = fork(standIn, [builtMain, `--user-data-dir=${dataDirectory}`], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const messages: FromStandIn[] = [];
  const events: string[] = [];
  const services = new Map<string, number>();
  const waiting = new Set<(message: FromStandIn) => void>();
  let output = "";
  let browser: Promise<Browser> | undefined;
  let lastId = 0;

  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.on("message", (raw) => {
    const message = FromStandIn.parse(raw);
    messages.push(message);
    if (message.kind === "event") events.push(message.name);
    if (message.kind === "utility-process") services.set(message.serviceName, message.pid);
    for (const look of [...waiting]) look(message);
  });

  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const endedEarly = ended.then((code) => {
    throw new Error(`The app ended with ${code}:\n${output}`);
  });
  endedEarly.catch(() => undefined);

  function next(fits: (message: FromStandIn) => boolean): Promise<FromStandIn> {
    const arrived = new Promise<FromStandIn>((resolve) => {
      const look = (message: FromStandIn) => {
        if (!fits(message)) return;
        waiting.delete(look);
        resolve(message);
      };
      waiting.add(look);
    });
    return Promise.race([arrived, endedEarly]);
  }
  async function connect(): Promise<Browser> {
    const fits = (message: FromStandIn) => message.kind === "chromium";
    const message = messages.find(fits) ?? (await next(fits));
    if (message.kind !== "chromium") throw new Error("unreachable");
    return chromium.connectOverCDP(`http://127.0.0.1:${message.debuggingPort}`);
  }
  async function window(): Promise<Page> {
    browser ??= connect();
    const context = (await browser).contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent("page"));
    if (page === undefined) throw new Error("Chromium has no page.");
    return page;
  }

  return {
    pid: requirePid(child),
    events,
    services,
    output: () => output,
    window,
    send: (message) => void child.send(message),
    signal: (name) => void child.kill(name),
    describe: async () => {
      const id = ++lastId;
      const answer = next((message) => message.kind === "description" && message.id === id);
      child.send({ kind: "describe", id } satisfies ToStandIn);
      const message = await answer;
      if (message.kind !== "description") throw new Error("unreachable");
      return message.description;
    },
    askPermission: async (question) => {
      const id = ++lastId;
      const answer = next((message) => message.kind === "permission" && message.id === id);
      child.send({ kind: "ask-permission", id, ...question } satisfies ToStandIn);
      const message = await answer;
      if (message.kind !== "permission") throw new Error("unreachable");
      return message;
    },
    ended,
    next,
  };
}

function requirePid(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error("The app could not be started.");
  return child.pid;
}
