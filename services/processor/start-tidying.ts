import type { Logger } from "#services/platform/logger.ts";
import type { ContentStore } from "./content-store.ts";

const hourMs = 60 * 60 * 1_000;

export interface TidyingOptions {
  readonly store: ContentStore;
  readonly logger: Logger;
  /** Asks for the files again whose job was lost. */
  readonly askAgain: () => Promise<void>;
  readonly intervalMs?: number;
}

/** Removes once an hour what interrupted uploads and extractions left behind, and has lost jobs done. */
export function startTidying(options: TidyingOptions): { stop(): Promise<void> } {
  const { store, logger } = options;
  let running = Promise.resolve();

  async function tidy(): Promise<void> {
    const swept = await store.sweep();
    if (swept > 0) logger.info({ swept }, "removed what interrupted uploads left behind");
    await options.askAgain();
  }
  const timer = setInterval(() => {
    running = tidy().catch((error: unknown) => logger.warn({ err: error }, "the file store could not be tidied"));
  }, options.intervalMs ?? hourMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
