import { createInterface } from "node:readline";
import type Electron from "electron";
import { messageOf } from "#services/platform/errors.ts";
import type {
  LaunchEnd,
  LaunchedProcess,
  LaunchRequest,
  ProcessLauncher,
} from "#services/supervisor/process-launcher.ts";

/** Launches services and their workers as utility processes: inside the app nothing else can run Node. */
export function createUtilityProcessLauncher(fork: typeof Electron.utilityProcess.fork): ProcessLauncher {
  return { launch: (request) => launch(fork, request) };
}

function launch(fork: typeof Electron.utilityProcess.fork, request: LaunchRequest): LaunchedProcess {
  let hasEnded = false;
  let isKilled = false;
  const end = (how: LaunchEnd) => {
    if (hasEnded) return;
    hasEnded = true;
    request.onEnd(how);
  };
  const child = fork(request.entry, [], {
    serviceName: `PageSpace ${request.name}`,
    env: { ...request.environment },
    execArgv: request.heapLimitMb === undefined ? [] : [`--max-old-space-size=${request.heapLimitMb}`],
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.on("message", request.onMessage);
  child.on("error", (type, location) => request.onLine(`${type} at ${location}`));
  child.on("spawn", () => {
    if (isKilled) killByForce();
  });
  child.on("exit", (exitCode) => end({ exitCode, reason: `exit code ${exitCode}` }));
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on("line", request.onLine);
  }

  function killByForce(): void {
    if (child.pid === undefined) return;
    try {
      process.kill(child.pid, "SIGKILL");
    } catch (error) {
      request.onLine(`${request.name} could not be ended: ${messageOf(error)}`);
    }
  }

  return {
    send: (message) => {
      if (!hasEnded) child.postMessage(message);
    },
    kill: () => {
      isKilled = true;
      killByForce();
    },
  };
}
