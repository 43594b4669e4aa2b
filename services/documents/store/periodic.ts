import type { Logger } from "#services/platform/logger.ts";

export interface PeriodicWork {
  readonly everyMs: number;
  readonly logger: Logger;
  /** What failed, as a sentence for the log. */
  readonly failure: string;
  run(): Promise<void>;
}

export interface Periodic {
  /** Waits for the round under way; starts no other. */
  stop(): Promise<void>;
}

/** Runs work now and again after each pause, until stopped. A failure is logged once until a round succeeds. */
export function startPeriodic({ everyMs, logger, failure, run }: PeriodicWork): Periodic {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFailing = false;
  let round = repeat();

  async function repeat(): Promise<void> {
    try {
      await run();
      isFailing = false;
    } catch (error) {
      if (!isFailing) logger.warn({ err: error }, failure);
      isFailing = true;
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      round = repeat();
    }, everyMs);
  }

  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
