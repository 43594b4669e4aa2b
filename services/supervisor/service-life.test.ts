import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { expect, test } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { childProcessLauncher } from "./child-process-launcher.ts";
import type { LaunchedProcess } from "./process-launcher.ts";
import { type LifeOptions, liveOnce } from "./service-life.ts";

const secret = "0123456789abcdef0123456789abcdef";
const environment = {
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing",
  SERVICE_SECRET: secret,
  ENCRYPTION_KEY: secret,
  UPLOAD_DIR: "/nowhere",
  PROCESSOR_PORT: "0",
};

function launchFake(changes: Readonly<Record<string, string>>): LifeOptions["launch"] {
  return async (nonce, hooks) =>
    childProcessLauncher.launch({
      name: "processor",
      entry: path.join(import.meta.dirname, "testing", "fake-processor.ts"),
      environment: { ...environment, ...changes, PAGESPACE_LAUNCH_NONCE: nonce },
      ...hooks,
    });
}

function describeLife(changes: Partial<LifeOptions>): LifeOptions {
  return {
    name: "processor",
    host: "127.0.0.1",
    logger: createLogger({ name: "test", level: "silent" }),
    launch: launchFake({}),
    onLaunched: () => undefined,
    onPorts: () => undefined,
    onMessage: () => undefined,
    onLine: () => undefined,
    ...changes,
  };
}

test("a service that no longer answers is ended, so that it can be started again", async () => {
  let pid = Number.NaN;
  const story = await liveOnce(
    describeLife({
      watch: { lookEveryMs: 20, answerMs: 200, unansweredLooks: 2 },
      onLine: (line) => {
        pid = Number(/"pid":(\d+)/.exec(line)?.[1] ?? pid);
      },
      onPorts: (ports) => {
        if (ports) process.kill(pid, "SIGSTOP");
      },
    }),
  );
  expect(story).toMatchObject({ end: { reason: "SIGKILL" }, lastWords: "it stopped answering /health" });
  expect(story.readySince).toBeDefined();
});

test("a stranger on the port is not taken for the service", async () => {
  const stranger = createServer((_request, response) => response.end('{"status":"ok"}')).listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const address = stranger.address();
  const port = typeof address === "object" && address ? address.port : 0;
  let end: () => void = () => undefined;
  const launched: LaunchedProcess = { send: () => undefined, kill: () => end() };
  const story = await liveOnce(
    describeLife({
      launch: async (_nonce, hooks) => {
        end = () => hooks.onEnd({ exitCode: null, reason: "SIGKILL" });
        queueMicrotask(() => hooks.onMessage({ kind: "listening", port }));
        return launched;
      },
    }),
  );
  stranger.close();
  expect(story).toMatchObject({ readySince: undefined, lastWords: "it does not answer /health" });
});

const silentStartMs = 2_500;

test("a start that takes long is waited for as long as the service says it goes on", async () => {
  let launched: LaunchedProcess | undefined;
  const story = await liveOnce(
    describeLife({
      silentStartMs,
      launch: launchFake({ FAKE_START_MS: String(2 * silentStartMs) }),
      onLaunched: (process) => {
        launched = process;
      },
      onPorts: (ports) => {
        if (ports) launched?.send({ kind: "stop" });
      },
    }),
  );
  expect(story).toMatchObject({ end: { exitCode: 0 } });
  expect(story.readySince).toBeDefined();
});

test("a service that is stuck while it starts is ended, so that it can be started again", async () => {
  const story = await liveOnce(describeLife({ silentStartMs, launch: launchFake({ FAKE_HANG: "true" }) }));
  expect(story).toMatchObject({
    end: { reason: "SIGKILL" },
    readySince: undefined,
    lastWords: `it said nothing for ${silentStartMs / 1_000} s while starting`,
  });
});
