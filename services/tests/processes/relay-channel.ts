import type { ToChild } from "#services/contracts/control.ts";
import type { ControlChannel } from "#services/platform/control-channel.ts";
import { entryPath } from "#services/platform/entry-path.ts";
import { childProcessLauncher } from "#services/supervisor/child-process-launcher.ts";
import type { LaunchEnd, LaunchedProcess } from "#services/supervisor/process-launcher.ts";
import { createWorkerRelay } from "#services/supervisor/worker-relay.ts";

/** A worker process with its end to wait for. */
export interface LaunchedWorker extends LaunchedProcess {
  readonly ended: Promise<LaunchEnd>;
}

export interface RelayChannel extends ControlChannel, Disposable {
  /** The workers that were launched, in order. */
  readonly launched: readonly LaunchedWorker[];
}

/** A control channel within a test whose other end launches real workers, as a supervisor does. */
export function openRelayChannel(heapLimitMb = 512): RelayChannel {
  const listeners = new Set<(message: ToChild) => void>();
  const launched: LaunchedWorker[] = [];
  const relay = createWorkerRelay({
    launch: (worker, hooks) => {
      const entry = entryPath(`${worker}-worker`);
      const environment = { PATH: "/usr/bin:/bin" };
      const ended = Promise.withResolvers<LaunchEnd>();
      const onEnd = (end: LaunchEnd) => {
        hooks.onEnd(end);
        ended.resolve(end);
      };
      const child = childProcessLauncher.launch({ name: worker, entry, environment, heapLimitMb, ...hooks, onEnd });
      launched.push({ ...child, ended: ended.promise });
      return child;
    },
    onLine: () => undefined,
    sendToOwner: (message) => {
      for (const listener of listeners) listener(message);
    },
  });
  return {
    isSupervised: true,
    launched,
    send: (message) => void relay.receive(message),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onDisconnect: () => undefined,
    [Symbol.dispose]: () => relay.endAll(),
  };
}
