import { fork } from "node:child_process";
import { createInterface } from "node:readline";
import { messageOf } from "#services/platform/errors.ts";
import type { LaunchEnd, LaunchedProcess, LaunchRequest, ProcessLauncher } from "./process-launcher.ts";

/** Launches programs as child processes of this Node. */
export const childProcessLauncher: ProcessLauncher = { launch };

function launch(request: LaunchRequest): LaunchedProcess {
  const child = fork(request.entry, [], {
    env: { ...request.environment },
    execArgv: request.heapLimitMb === undefined ? [] : [`--max-old-space-size=${request.heapLimitMb}`],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let hasEnded = false;
  const end = (how: LaunchEnd) => {
    if (hasEnded) return;
    hasEnded = true;
    request.onEnd(how);
  };
  child.on("message", request.onMessage);
  child.on("error", (error) => {
    if (child.pid === undefined) end({ exitCode: null, reason: `could not be launched: ${messageOf(error)}` });
  });
  child.on("exit", (exitCode, signal) => {
    const how = { exitCode, reason: signal ?? `exit code ${exitCode}` };
    // What it said last, such as why it cannot start, may still be on its way.
    if (child.connected) child.once("disconnect", () => end(how));
    else end(how);
  });
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on("line", request.onLine);
  }
  return {
    send: (message) => {
      // Without a callback a channel that closes meanwhile would be an unhandled error.
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
