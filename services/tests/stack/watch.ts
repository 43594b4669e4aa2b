const waitMs = 30_000;

/** Conditions that are looked at again whenever something changed. */
export interface Watch {
  changed(): void;
  /** Resolves as soon as the condition holds; rejects with what was waited for after a bounded time. */
  until(condition: () => boolean, what: string): Promise<void>;
}

/** A watch without anything to wait for yet. */
export function createWatch(): Watch {
  const lookers = new Set<() => void>();
  return {
    changed() {
      for (const look of lookers) look();
    },
    until(condition, what) {
      if (condition()) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (condition()) resolve();
      };
      lookers.add(look);
      const timer = setTimeout(() => reject(new Error(`Waited ${waitMs} ms in vain: ${what}`)), waitMs);
      return promise.finally(() => {
        clearTimeout(timer);
        lookers.delete(look);
      });
    },
  };
}
