import { setTimeout } from "node:timers/promises";
import { connectDirectly } from "#services/database/connection.ts";
import type { Logger } from "#services/platform/logger.ts";

/** The channel on which `raise_epochs` announces, each time as `<subject> <epoch>`. */
const channel = "access";
const shortestPauseMs = 100;
const longestPauseMs = 5_000;

export interface EpochListenerOptions {
  readonly directUrl: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly onRaised: (subjectId: string, epoch: number) => void;
  /** Announcements may have been missed from here on. */
  readonly onLost: () => void;
  /** Announcements are heard from here on. */
  readonly onHeard: () => void;
}

/** Hears raised epochs until the signal ends it; a lost connection is opened again after pauses that grow to 5 s. */
export async function listenForEpochs(options: EpochListenerOptions): Promise<void> {
  const { signal, logger } = options;
  let pauseMs = shortestPauseMs;
  while (!signal.aborted) {
    try {
      await listenOnce(options, () => {
        pauseMs = shortestPauseMs;
      });
    } catch (error) {
      if (signal.aborted) return;
      logger.debug({ err: error }, "changes of rights are not announced for a while");
    }
    options.onLost();
    await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function listenOnce(options: EpochListenerOptions, onListening: () => void): Promise<void> {
  const { signal } = options;
  const ended = Promise.withResolvers<void>();
  const end = () => ended.resolve();
  signal.addEventListener("abort", end, { once: true });
  const connecting = connectDirectly(options.directUrl, end);
  const closed = connecting.then(
    (client) => ended.promise.then(() => client.end()),
    () => undefined,
  );
  try {
    const client = await Promise.race([connecting, ended.promise]);
    if (!client) return;
    client.on("notification", (message) => {
      const [subjectId, epoch] = (message.payload ?? "").split(" ");
      if (subjectId) options.onRaised(subjectId, Number(epoch));
    });
    await client.query(`LISTEN ${channel}`);
    onListening();
    options.onHeard();
    await ended.promise;
    await closed;
  } finally {
    signal.removeEventListener("abort", end);
    end();
    closed.catch((error: unknown) => options.logger.debug({ err: error }, "the listening connection ended badly"));
  }
}
