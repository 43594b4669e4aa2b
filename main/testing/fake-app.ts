import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type Electron from "electron";
import { createEvent } from "./fake-event.ts";
import { leaveSingleInstance, takeSingleInstance } from "./single-instance.ts";
import { tellTest } from "./tell-test.ts";

/** What the app closes when it ends; windows and processes put themselves here. */
export interface Ending {
  /** Asks every window to close; false when one refused. */
  closeWindows(): Promise<boolean>;
  /** Frees everything, without asking. */
  free(): Promise<void>;
}

/** The switches Chromium is started with. */
class FakeCommandLine {
  readonly switches = new Map<string, string>();
  isReadOnly = false;

  appendSwitch(name: string, value = ""): void {
    if (this.isReadOnly) throw new Error(`--${name} comes too late: Chromium has started.`);
    this.switches.set(name, value);
  }

  hasSwitch(name: string): boolean {
    return this.switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? "";
  }
}

/** Electron's `app`, with its order of events. */
class FakeApp extends EventEmitter {
  readonly commandLine = new FakeCommandLine();
  readonly isPackaged = false;
  isSandboxEnforced = false;
  ending: Ending | undefined;
  #isReady = false;
  #isQuitting = false;
  #hasLock = false;
  #appPath = process.cwd();
  readonly #paths = new Map([
    ["home", os.homedir()],
    ["appData", path.join(os.homedir(), ".config")],
    ["temp", os.tmpdir()],
  ]);

  /** Called by the runner once the program of main was evaluated, as Electron does. */
  async start(): Promise<void> {
    this.commandLine.isReadOnly = true;
    this.#isReady = true;
    this.emit("ready");
  }

  setAppPath(folder: string): void {
    this.#appPath = folder;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  async whenReady(): Promise<void> {
    if (this.#isReady) return;
    const ready = Promise.withResolvers<void>();
    this.once("ready", () => ready.resolve());
    await ready.promise;
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error("app.enableSandbox() can only be called before the app is ready.");
    this.isSandboxEnforced = true;
  }

  getAppPath(): string {
    return this.#appPath;
  }

  getName(): string {
    return "PageSpace";
  }

  getVersion(): string {
    return "0.1.0";
  }

  getPath(name: string): string {
    const found = this.#paths.get(name);
    if (found !== undefined) return found;
    const userData = this.#paths.get("userData");
    if (name === "userData") return path.join(this.getPath("appData"), this.getName());
    if (name === "sessionData") return this.getPath("userData");
    if (name === "logs" && userData !== undefined) return path.join(userData, "logs");
    throw new Error(`Failed to get '${name}' path`);
  }

  setPath(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error("Path must be absolute");
    const isEarly = name === "userData" || name === "sessionData";
    if (isEarly && (this.#isReady || this.#hasLock)) throw new Error(`${name} is set too late.`);
    mkdirSync(folder, { recursive: true });
    this.#paths.set(name, folder);
  }

  requestSingleInstanceLock(): boolean {
    if (this.#hasLock) return true;
    this.#hasLock = takeSingleInstance(this.getPath("userData"), (notice) => {
      this.emit("second-instance", createEvent(), notice.argv, notice.workingDirectory, undefined);
    });
    return this.#hasLock;
  }

  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    void this.#quit();
  }

  exit(exitCode = 0): void {
    this.#isQuitting = true;
    void this.#end(exitCode);
  }

  get isQuitting(): boolean {
    return this.#isQuitting;
  }

  async #quit(): Promise<void> {
    const before = createEvent();
    this.emit("before-quit", before);
    const mayGoOn = !before.defaultPrevented && ((await this.ending?.closeWindows()) ?? true);
    const will = createEvent();
    if (mayGoOn) this.emit("will-quit", will);
    if (!mayGoOn || will.defaultPrevented) {
      this.#isQuitting = false;
      return;
    }
    await this.#end(0);
  }

  async #end(exitCode: number): Promise<void> {
    this.emit("quit", createEvent(), exitCode);
    await this.ending?.free();
    if (this.#hasLock) leaveSingleInstance(this.getPath("userData"));
    tellTest({ kind: "event", name: "exit" });
    process.exit(exitCode);
  }
}

/** Stands in for Electron's `app`. */
export const app = new FakeApp();

const told = ["ready", "before-quit", "will-quit", "quit", "window-all-closed", "second-instance"];
for (const name of told) app.prependListener(name, () => tellTest({ kind: "event", name }));

app satisfies Pick<
  Electron.App,
  | "whenReady"
  | "isReady"
  | "isPackaged"
  | "enableSandbox"
  | "getAppPath"
  | "getName"
  | "getVersion"
  | "setPath"
  | "requestSingleInstanceLock"
  | "quit"
  | "exit"
> & {
  getPath(...given: Parameters<Electron.App["getPath"]>): string;
  commandLine: Pick<Electron.CommandLine, "appendSwitch" | "hasSwitch" | "getSwitchValue">;
};
