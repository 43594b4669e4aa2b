/** How long changes that are on their way get to arrive before they are broken off, in milliseconds. */
const arrivingMs = 5_000;

type Fetch = typeof globalThis.fetch;

/** The way of all requests to the server, which can be held shut. */
export interface RequestLine {
  readonly fetch: Fetch;
  /**
   * Holds back every request from now on, takes back reads that are on their way, and resolves when nothing is on its
   * way any more: changes get the time to arrive. A read taken back is made again by `open`, so whoever asked for it
   * only waits longer.
   */
  shut(): Promise<void>;
  /** Lets everything through that was held back. */
  open(): void;
}

interface Sent {
  readonly isRead: boolean;
  readonly broken: AbortController;
  readonly done: Promise<unknown>;
}

/** A line over a `fetch`, open at first. */
export function createRequestLine(send: Fetch): RequestLine {
  /** While the line is shut; resolves when it opens. */
  let opening: PromiseWithResolvers<void> | undefined;
  const onTheWay = new Set<Sent>();

  async function pass(input: Parameters<Fetch>[0], init: RequestInit = {}): Promise<Response> {
    const isRead = (init.method ?? "GET") === "GET";
    for (;;) {
      if (opening !== undefined) await unlessAborted(opening.promise, init.signal);
      const broken = new AbortController();
      const answer = send(input, { ...init, signal: either(init.signal, broken.signal) });
      const sent: Sent = { isRead, broken, done: answer };
      onTheWay.add(sent);
      try {
        return await answer;
      } catch (error) {
        const isTakenBack = isRead && broken.signal.aborted && init.signal?.aborted !== true;
        if (!isTakenBack) throw error;
      } finally {
        onTheWay.delete(sent);
      }
    }
  }

  return {
    fetch: pass,
    async shut() {
      opening ??= Promise.withResolvers();
      for (const { isRead, broken } of onTheWay) if (isRead) broken.abort();
      const late = setTimeout(() => {
        for (const { broken } of onTheWay) broken.abort();
      }, arrivingMs);
      await Promise.allSettled(Array.from(onTheWay, ({ done }) => done));
      clearTimeout(late);
    },
    open() {
      opening?.resolve();
      opening = undefined;
    },
  };
}

function either(given: AbortSignal | null | undefined, broken: AbortSignal): AbortSignal {
  return given === null || given === undefined ? broken : AbortSignal.any([given, broken]);
}

async function unlessAborted(opening: Promise<void>, signal: AbortSignal | null | undefined): Promise<void> {
  signal?.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal?.reason);
  signal?.addEventListener("abort", abort);
  try {
    await Promise.race([opening, aborted.promise]);
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
