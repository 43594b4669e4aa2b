import { randomUUID } from "node:crypto";
import { FromChild, type ToChild, type WorkerKind } from "#services/contracts/control.ts";
import { assertNever } from "#services/platform/errors.ts";
import type { LaunchedProcess } from "./process-launcher.ts";
import type { LaunchHooks } from "./service-life.ts";

/** More at once are refused, so a runaway service cannot fill the machine. */
const mostWorkersPerOwner = 16;

export interface WorkerRelayOptions {
  readonly launch: (worker: WorkerKind, hooks: LaunchHooks) => LaunchedProcess;
  readonly onLine: (line: string) => void;
  /** Sends to the service the workers belong to. */
  readonly sendToOwner: (message: ToChild) => void;
}

/** The workers of one service: launched at its request, spoken to through the supervisor, ended with it. */
export interface WorkerRelay {
  /** Handles a message of the owner that is about workers; true if it was one. */
  receive(message: FromChild): boolean;
  endAll(): void;
}

/** A relay for the workers of one service. */
export function createWorkerRelay(options: WorkerRelayOptions): WorkerRelay {
  const workers = new Map<string, LaunchedProcess>();

  function launch(requestId: string, worker: WorkerKind): void {
    if (workers.size >= mostWorkersPerOwner) {
      options.sendToOwner({ kind: "worker-failed", requestId, sentence: "Too many workers are running already." });
      return;
    }
    const workerId = randomUUID();
    const launched = options.launch(worker, {
      onMessage: (raw) => forward(workerId, raw),
      onLine: options.onLine,
      onEnd: ({ exitCode }) => {
        workers.delete(workerId);
        options.sendToOwner({ kind: "worker-ended", workerId, exitCode });
      },
    });
    workers.set(workerId, launched);
    options.sendToOwner({ kind: "worker-launched", requestId, workerId });
  }

  function forward(workerId: string, raw: unknown): void {
    const parsed = FromChild.safeParse(raw);
    if (!parsed.success || parsed.data.kind !== "to-owner") return;
    options.sendToOwner({ kind: "from-worker", workerId, message: parsed.data.message });
  }

  function receive(message: FromChild): boolean {
    switch (message.kind) {
      case "launch-worker":
        launch(message.requestId, message.worker);
        return true;
      case "to-worker":
        workers.get(message.workerId)?.send({ kind: "from-owner", message: message.message });
        return true;
      case "kill-worker":
        workers.get(message.workerId)?.kill();
        return true;
      case "listening":
      case "failed":
      case "starting":
      case "progress":
      case "setup-code":
      case "to-owner":
      case "local-session":
        return false;
      default:
        return assertNever(message);
    }
  }

  return {
    receive,
    endAll: () => {
      for (const worker of workers.values()) worker.kill();
    },
  };
}
