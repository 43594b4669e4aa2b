import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { joinShutdown, type Lifecycle } from "./app-lifecycle.ts";

const logger = createLogger({ name: "test", level: "silent" });

/** An app that quits as Electron does: `will-quit` may hold it. */
class QuittingApp extends EventEmitter {
  readonly story: string[];

  constructor(story: string[]) {
    super();
    this.story = story;
  }

  quit(): void {
    let isHeld = false;
    this.emit("will-quit", { preventDefault: () => (isHeld = true) });
    this.story.push(isHeld ? "held" : "quit");
  }

  exit(exitCode = 0): void {
    this.story.push(`exit ${exitCode}`);
  }
}

let story: string[];
let app: QuittingApp;
let work: PromiseWithResolvers<void>;
let lifecycle: Lifecycle;

beforeEach(() => {
  story = [];
  app = new QuittingApp(story);
  work = Promise.withResolvers();
  lifecycle = joinShutdown({
    app,
    logger,
    stop: async () => {
      story.push("stopping");
      await work.promise;
      story.push("stopped");
    },
  });
});

async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

const preventable = () => {
  let isPrevented = false;
  return { event: { preventDefault: () => (isPrevented = true) }, isPrevented: () => isPrevented };
};

describe("quitting", () => {
  test("the app waits for the workspace and then quits", async () => {
    app.quit();
    await settle();
    expect(story).toEqual(["stopping", "held"]);
    work.resolve();
    await settle();
    expect(story).toEqual(["stopping", "held", "stopped", "quit"]);
  });

  test("quitting twice stops the workspace once", async () => {
    app.quit();
    app.quit();
    work.resolve();
    await settle();
    expect(story.filter((step) => step === "stopping")).toHaveLength(1);
    expect(story.at(-1)).toBe("quit");
  });

  test("a workspace that cannot stop in order does not keep the app alive", async () => {
    app.quit();
    work.reject(new Error("stuck"));
    await settle();
    expect(story.at(-1)).toBe("quit");
  });
});

test("the system's shutdown waits for the workspace", async () => {
  const monitor = new EventEmitter();
  const asked = preventable();
  lifecycle.joinSystemShutdown(monitor);
  monitor.emit("shutdown", asked.event);
  expect(asked.isPrevented()).toBe(true);
  work.resolve();
  await settle();
  expect(story).toEqual(["stopping", "stopped", "quit"]);
});

test("a signal stops the workspace and ends the app with the signal's exit code", async () => {
  const source = new EventEmitter();
  lifecycle.joinSignals(source);
  source.emit("SIGTERM", "SIGTERM");
  work.resolve();
  await settle();
  expect(story).toEqual(["stopping", "stopped", "exit 143"]);
});

test("logging off from Windows is held until the workspace has stopped", async () => {
  const window = new EventEmitter();
  const asked = preventable();
  lifecycle.joinWindow(window);
  window.emit("query-session-end", asked.event);
  expect(asked.isPrevented()).toBe(true);
  work.resolve();
  await settle();
  expect(story).toEqual(["stopping", "stopped", "exit 0"]);
});

test("the end of the Windows session starts the stop at once", async () => {
  const window = new EventEmitter();
  lifecycle.joinWindow(window);
  window.emit("session-end", preventable().event);
  expect(story).toEqual(["stopping"]);
  work.resolve();
});
