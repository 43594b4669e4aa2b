import { expect, test } from "vitest";
import type { Supervision } from "#services/supervisor/supervisor.ts";
import { createLocalWorkspace, type WorkspaceStatus } from "./local-workspace.ts";

/** A start that is in the hands of the test. */
function stage() {
  const story: string[] = [];
  const statuses: WorkspaceStatus[] = [];
  const starts: PromiseWithResolvers<Supervision>[] = [];
  const failures: PromiseWithResolvers<never>[] = [];
  const workspace = createLocalWorkspace({
    start: (signal) => {
      const start = Promise.withResolvers<Supervision>();
      signal.addEventListener("abort", () => start.reject(signal.reason), { once: true });
      starts.push(start);
      return start.promise;
    },
    onStatus: (status) => {
      statuses.push(status);
      story.push(status.kind);
    },
    onReady: async ({ url, sessionToken }) => void story.push(`ready ${url} ${sessionToken}`),
  });
  function succeed(stop: () => Promise<void> = async () => undefined): void {
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
    failures.push(failed);
    starts.at(-1)?.resolve({
      url: "http://127.0.0.1:3000",
      networkUrls: [],
      setupCode: () => undefined,
      failed: failed.promise,
      databaseUrl: "postgres://",
      runDirectory: "",
      peers: () => ({}),
      createLocalSession: async () => "token",
      stop: async () => {
        await stop();
        story.push("stopped");
      },
    });
  }
  return { story, statuses, starts, failures, workspace, succeed };
}

async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

test("a workspace that starts is shown, signed in, and stopped once", async () => {
  const { story, workspace, succeed } = stage();
  workspace.start();
  workspace.start();
  succeed();
  await settle();
  expect(workspace.url()).toBe("http://127.0.0.1:3000");
  await workspace.stop();
  await workspace.stop();
  expect(story).toEqual(["starting", "ready http://127.0.0.1:3000 token", "stopped"]);
  expect(workspace.url()).toBeUndefined();
});

test("a start that fails says why and can be tried again", async () => {
  const { story, statuses, starts, workspace, succeed } = stage();
  workspace.start();
  starts[0]?.reject(new Error("The disk is full."));
  await settle();
  expect(statuses.at(-1)).toEqual({ kind: "failed", sentence: "The disk is full." });
  workspace.start();
  succeed();
  await settle();
  expect(story).toEqual(["starting", "failed", "starting", "ready http://127.0.0.1:3000 token"]);
});

test("a part that cannot be brought back is said, and the rest is stopped", async () => {
  const { story, statuses, failures, workspace, succeed } = stage();
  workspace.start();
  succeed();
  await settle();
  failures[0]?.reject(new Error("web ended six times."));
  await settle();
  expect(statuses.at(-1)).toEqual({ kind: "failed", sentence: "web ended six times." });
  expect(story.slice(-2)).toEqual(["stopped", "failed"]);
});

test("it can be tried again from the moment a failure is shown, however long the rest took to stop", async () => {
  const { story, statuses, starts, failures, workspace, succeed } = stage();
  const stopped = Promise.withResolvers<void>();
  workspace.start();
  succeed(() => stopped.promise);
  await settle();
  failures[0]?.reject(new Error("web ended six times."));
  await settle();
  workspace.start();
  expect(starts).toHaveLength(1);
  expect(statuses.at(-1)?.kind).toBe("starting");
  stopped.resolve();
  await settle();
  expect(story.slice(-2)).toEqual(["stopped", "failed"]);
  workspace.start();
  expect(starts).toHaveLength(2);
});

test("a rest that cannot be stopped does not keep the failure from being shown", async () => {
  const { statuses, starts, failures, workspace, succeed } = stage();
  workspace.start();
  succeed(() => Promise.reject(new Error("The database did not stop.")));
  await settle();
  failures[0]?.reject(new Error("web ended six times."));
  await settle();
  expect(statuses.at(-1)).toEqual({ kind: "failed", sentence: "The database did not stop." });
  workspace.start();
  expect(starts).toHaveLength(2);
});

test("quitting during the start ends the start and shows no failure", async () => {
  const { story, workspace } = stage();
  workspace.start();
  await workspace.stop();
  workspace.start();
  expect(story).toEqual(["starting"]);
});
