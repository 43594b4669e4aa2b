import { processEnvironment } from "#services/platform/config.ts";

const parentLookMs = 500;

/** Someone asking this process to stop: Ctrl-C, a signal, or npm that started it having gone. */
export interface StopRequest extends Disposable {
  readonly signal: AbortSignal;
  /** Resolves when the request comes. */
  readonly requested: Promise<void>;
  dispose(): void;
}

/** Listens for requests to stop until disposed. */
export function listenForStop(): StopRequest {
  const controller = new AbortController();
  const requested = Promise.withResolvers<void>();
  const request = () => {
    controller.abort();
    requested.resolve();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, request);
  const parent = process.ppid;
  // Where a script's shell stays between npm and this process, npm's signal ends the shell alone.
  const watch = processEnvironment()["npm_lifecycle_event"]
    ? setInterval(() => {
        if (process.ppid !== parent) request();
      }, parentLookMs)
    : undefined;
  const dispose = () => {
    clearInterval(watch);
    for (const name of signals) process.off(name, request);
  };
  return { signal: controller.signal, requested: requested.promise, dispose, [Symbol.dispose]: dispose };
}
