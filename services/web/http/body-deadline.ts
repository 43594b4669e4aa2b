import type { onRequestHookHandler } from "fastify";

/** Longest time the body of an ordinary request may take to arrive, in milliseconds; uploads have rules of their own. */
const defaultDeadlineMs = 120_000;

/** A hook that ends a connection whose request does not arrive whole in time. */
export function createBodyDeadline(deadlineMs = defaultDeadlineMs): onRequestHookHandler {
  return function limitBody({ raw }, _reply, done) {
    const hasBody = raw.headers["content-length"] !== undefined || raw.headers["transfer-encoding"] !== undefined;
    if (!hasBody) return done();
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, deadlineMs);
    timer.unref();
    for (const event of ["end", "close"]) raw.once(event, () => clearTimeout(timer));
    done();
  };
}
