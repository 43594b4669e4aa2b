/** A value that changes and tells so; fits React's useSyncExternalStore. */
export interface Readable<Value> {
  read(): Value;
  /** Calls the listener after each change; returns a function that stops it. */
  subscribe(listener: () => void): () => void;
}

export interface Writable<Value> extends Readable<Value> {
  /** Sets the value; listeners hear of it unless it is the same. */
  write(value: Value): void;
}

export function createReadable<Value>(initial: Value): Writable<Value> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    read: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    write(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
  };
}
