import { createClient } from "@redis/client";
import type { Logger } from "#services/platform/logger.ts";

/** How long an answer is waited for, in milliseconds: then the database is faster. */
const answerMs = 50;
/** How long nothing is asked after an answer did not come, in milliseconds. */
const pauseMs = 1_000;
/** How long to wait until a lost connection is tried again, in milliseconds. */
const reconnectMs = 1_000;

/** Texts that several processes share for a while. What is not there, or does not come in time, is undefined; nothing here ever fails. */
export interface SharedCache {
  findMany(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** Keeps texts for so many milliseconds each; nobody waits for it. */
  store(entries: readonly { readonly key: string; readonly text: string; readonly lifetimeMs: number }[]): void;
  close(): void;
}

export interface SharedCacheOptions {
  /** Address of the Redis server, with name and password where it wants them. */
  readonly url: string;
  readonly logger: Logger;
}

/** A cache in Redis. While Redis is away, slow or full it is as if nothing were kept; it is connected to again by itself. */
export function openSharedCache({ url, logger }: SharedCacheOptions): SharedCache {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: reconnectMs, reconnectStrategy: reconnectMs },
  });
  let restsUntil = 0;
  let isTold = false;
  // The address holds a password, so nothing of an error is told but its code.
  client.on("error", (error: unknown) => {
    if (isTold) return;
    isTold = true;
    logger.warn({ code: codeOf(error) }, "Redis cannot be reached; rights are read from the database meanwhile");
  });
  client.on("ready", () => {
    if (isTold) logger.info("Redis is back");
    isTold = false;
  });
  client.connect().catch(() => undefined);

  const isUsable = () => client.isReady && performance.now() >= restsUntil;

  return {
    async findMany(keys) {
      const none = keys.map(() => undefined);
      if (keys.length === 0 || !isUsable()) return none;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(resolve, answerMs, undefined);
      });
      const asked = client.mGet([...keys]).catch(() => none);
      const found = await Promise.race([asked, late]);
      clearTimeout(timer);
      if (found === undefined) restsUntil = performance.now() + pauseMs;
      return found?.map((text) => text ?? undefined) ?? none;
    },
    store(entries) {
      if (!isUsable()) return;
      for (const { key, text, lifetimeMs } of entries) {
        const expiration = { type: "PX", value: Math.max(1, Math.round(lifetimeMs)) } as const;
        client.set(key, text, { expiration }).catch(() => undefined);
      }
    },
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
