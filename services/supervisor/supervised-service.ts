import { setTimeout as delay } from "node:timers/promises";
import type { ServiceName, ToChild } from "#services/contracts/control.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import type { LaunchedProcess } from "./process-launcher.ts";
import { decideRestart, type EndHistory } from "./restart-policy.ts";
import { type LaunchHooks, type LifeOptions, type LifeStory, liveOnce } from "./service-life.ts";

/** A service that is told to stop ends itself after 4 s at the latest; this is for one that cannot. */
const drainMs = 4_500;

export interface ServiceOptions extends Omit<LifeOptions, "launch" | "onLaunched"> {
  /** Launches it with this nonce, at the port it had before if it had one. */
  readonly launch: (
    start: { readonly nonce: string; readonly lastPort: number | undefined },
    hooks: LaunchHooks,
  ) => Promise<LaunchedProcess>;
  /** Told at the end of each life, also of one that never became well. */
  readonly onEnded: () => void;
}

/** A service that is started again whenever it ends by itself. */
export interface SupervisedService {
  readonly name: ServiceName;
  /** Resolves when it is well for the first time; rejects when it cannot start. */
  readonly ready: Promise<void>;
  /** Rejects when it cannot be brought back. */
  readonly failed: Promise<never>;
  send(message: ToChild): void;
  /** Lets it finish its work for some seconds, then ends it. */
  stop(): Promise<void>;
}

/** Launches a service and keeps it running until it is stopped or cannot run. */
export function superviseService(options: ServiceOptions): SupervisedService {
  const { name, logger } = options;
  const stopping = new AbortController();
  const ready = Promise.withResolvers<void>();
  const failed = Promise.withResolvers<never>();
  ready.promise.catch(() => undefined);
  failed.promise.catch(() => undefined);
  let current: LaunchedProcess | undefined;
  let lastPort: number | undefined;

  async function live(): Promise<LifeStory> {
    try {
      return await liveOnce({
        ...options,
        launch: (nonce, hooks) => options.launch({ nonce, lastPort }, hooks),
        onLaunched: (launched) => {
          current = launched;
          if (stopping.signal.aborted) launched.send({ kind: "stop" });
        },
        onPorts: (ports) => {
          lastPort = ports?.port ?? lastPort;
          options.onPorts(ports);
          if (ports) ready.resolve();
        },
      });
    } finally {
      current = undefined;
      options.onEnded();
    }
  }

  async function run(): Promise<void> {
    let history: EndHistory = [];
    while (!stopping.signal.aborted) {
      const { end, readySince, lastWords } = await live();
      if (stopping.signal.aborted) return;
      logger.warn({ service: name, end: end.reason, lastWords }, `${name} ended by itself`);
      const decision = decideRestart(history, { at: performance.now(), readySince, random: Math.random() });
      if (decision.kind === "give-up") {
        throw new PermanentFailure(
          `${name} ended ${decision.ends} times in a row (last: ${lastWords || end.reason}); see its file in logs in the data directory.`,
        );
      }
      history = decision.history;
      await delay(decision.delayMs, undefined, { signal: stopping.signal });
    }
  }

  const running = run().catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    ready.reject(error);
    failed.reject(error);
  });

  async function stop(): Promise<void> {
    stopping.abort();
    current?.send({ kind: "stop" });
    const timer = setTimeout(() => current?.kill(), drainMs);
    await running;
    clearTimeout(timer);
    ready.reject(new Error(`${name} was stopped before it was ready`));
  }

  return { name, ready: ready.promise, failed: failed.promise, send: (message) => current?.send(message), stop };
}
