import { constants } from "node:os";
import type { Logger } from "#services/platform/logger.ts";

/** Windows gives a program that asked for time about five seconds. */
const sessionEndTimeoutMs = 4_000;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Preventable {
  preventDefault(): void;
}

interface Listening<Name extends string> {
  on(event: Name, listener: (event: Preventable) => void): unknown;
}

export interface LifecycleOptions {
  readonly app: Listening<"will-quit"> & { quit(): void; exit(exitCode?: number): void };
  /** Drains the services, then stops the database. */
  readonly stop: () => Promise<void>;
  readonly logger: Logger;
}

/** Every way the app can end, led through one orderly stop. */
export interface Lifecycle {
  /** The system shuts down (macOS, Linux). */
  joinSystemShutdown(monitor: { on(event: "shutdown", listener: (event?: Preventable) => void): unknown }): void;
  /** The person logs off (Windows), where no quit event is sent. */
  joinWindow(window: Listening<"query-session-end"> & Listening<"session-end">): void;
  joinSignals(source: {
    on(signal: (typeof signals)[number], listener: (signal: NodeJS.Signals) => void): unknown;
  }): void;
}

/** Holds the end of the app until the workspace has stopped, whoever asked for it. */
export function joinShutdown({ app, stop, logger }: LifecycleOptions): Lifecycle {
  let stopped: Promise<void> | undefined;
  let hasStopped = false;

  /** Stops once; what goes wrong is logged, for the app ends anyway and the next start repairs. */
  function stopOnce(): Promise<void> {
    stopped ??= stop()
      .catch((error: unknown) => logger.error({ err: error }, "the workspace did not stop in order"))
      .then(() => {
        hasStopped = true;
      });
    return stopped;
  }
  async function endBy(end: () => void): Promise<void> {
    await stopOnce();
    end();
  }

  app.on("will-quit", (event) => {
    if (hasStopped) return;
    event.preventDefault();
    void endBy(() => app.quit());
  });

  return {
    joinSystemShutdown: (monitor) => {
      monitor.on("shutdown", (event) => {
        event?.preventDefault();
        void endBy(() => app.quit());
      });
    },
    joinWindow: (window) => {
      window.on("query-session-end", (event) => {
        event.preventDefault();
        void withinDeadline(stopOnce()).then(() => app.exit());
      });
      window.on("session-end", () => void stopOnce());
    },
    joinSignals: (source) => {
      for (const signal of signals) {
        source.on(signal, () => void endBy(() => app.exit(128 + constants.signals[signal])));
      }
    },
  };
}

async function withinDeadline(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, sessionEndTimeoutMs);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}
