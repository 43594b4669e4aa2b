import type { ServerResponse } from "node:http";

/** Longest time the rest of a refused body is read, in milliseconds. */
const lingerMs = 5_000;

export interface UnreadAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly text: string;
}

/**
 * Answers a request whose body is not wanted: at once, and reads and forgets the rest for a while before the connection
 * may close. Closed under a peer that still sends, it would be reset before the answer is read.
 */
export function answerUnread(response: ServerResponse, { status, headers, text }: UnreadAnswer): void {
  const { req: request } = response;
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  response.writeHead(status, { "content-length": Buffer.byteLength(text) });
  if (request.complete || request.readableEnded || request.destroyed) {
    response.end(text);
    return;
  }
  response.write(text);
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once("end", () => response.end());
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
