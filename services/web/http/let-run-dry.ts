import type { IncomingMessage } from "node:http";

/** Longest time the rest of a refused body is read, in milliseconds. */
const lingerMs = 5_000;

/**
 * Reads and forgets the rest of a body that is refused, for a while: a connection closed at once would be reset under a
 * client that still sends, which then never sees the answer.
 */
export function letRunDry(request: IncomingMessage): void {
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
