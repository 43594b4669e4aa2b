import { OperationError } from "#services/platform/errors.ts";

/** Replacements worked on at the same time: one is compared while another is read or written. */
const mostAtWork = 2;
/** Markdown that may wait for its turn, of everyone and of one person, in bytes. */
const waitingBytes = { ofAll: 64_000_000, ofOne: 32_000_000 };
/** What a waiting replacement takes besides its markdown, in bytes. */
const orderBytes = 10_000;

export interface ReplacementOrder {
  readonly pageId: string;
  readonly actorId: string;
  readonly sizeBytes: number;
  /** Ends when the caller goes away; an order that waits is then dropped. */
  readonly signal: AbortSignal;
}

/** Gives replacements of documents their turns: few at a time, and those of one page one after the other, so that their Yjs client ids stay apart. */
export interface ReplacementTurns {
  /** Runs the work in its turn. Refuses with `rate-limited` while too much waits. */
  take<Result>(order: ReplacementOrder, work: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  readonly order: ReplacementOrder;
  readonly begin: () => void;
}

/** The turns of this process. */
export function createReplacementTurns(): ReplacementTurns {
  const waiting = new Set<Waiting>();
  const pagesAtWork = new Set<string>();

  function next(): void {
    for (const one of waiting) {
      if (pagesAtWork.size >= mostAtWork) return;
      if (pagesAtWork.has(one.order.pageId)) continue;
      waiting.delete(one);
      pagesAtWork.add(one.order.pageId);
      one.begin();
    }
  }

  function refuseTooMany(order: ReplacementOrder): void {
    const own = [...waiting].filter((one) => one.order.actorId === order.actorId);
    if (sumOf(waiting) + costOf(order) <= waitingBytes.ofAll && sumOf(own) + costOf(order) <= waitingBytes.ofOne) {
      return;
    }
    throw new OperationError("rate-limited", "Too many documents are being replaced; nothing was changed. Try again.");
  }

  function wait(order: ReplacementOrder): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const one: Waiting = {
      order,
      begin() {
        order.signal.removeEventListener("abort", drop);
        resolve();
      },
    };
    function drop(): void {
      waiting.delete(one);
      reject(new OperationError("unavailable", "The request was given up before its turn; nothing was changed."));
    }
    order.signal.addEventListener("abort", drop, { once: true });
    waiting.add(one);
    next();
    return promise;
  }

  return {
    async take(order, work) {
      const own = { ...order, pageId: order.pageId.toLowerCase() };
      refuseTooMany(own);
      await wait(own);
      try {
        return await work();
      } finally {
        pagesAtWork.delete(own.pageId);
        next();
      }
    },
  };
}

function costOf({ sizeBytes }: ReplacementOrder): number {
  return sizeBytes + orderBytes;
}

function sumOf(orders: Iterable<Waiting>): number {
  let sum = 0;
  for (const { order } of orders) sum += costOf(order);
  return sum;
}
