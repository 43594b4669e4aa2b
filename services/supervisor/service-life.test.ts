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

function describeLife(changes: Partial<LifeOptions>): LifeOptions {
  return {
    name: "processor",
    host: "127.0.0.1",
    logger: createLogger({ name: "test", level: "silent" }),
    launch: async (nonce, hooks) =>
      childProcessLauncher.launch({
        name: "processor",
        entry: path.join(import.meta.dirname, "testing", "fake-processor.ts"),
        environment: { ...environment, PAGESPACE_LAUNCH_NONCE: nonce },
        ...hooks,
      }),
    onLaunched: () => undefined,
    onPorts: () => undefined,
    onMessage: () => undefined,
    onLine: () => undefined,
    ...changes,
  };
}

test("a service that no longer answers is ended, so that it can be started again", async () => {
  let pid = 0;
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
