import type { SocketAnswer } from "#services/contracts/realtime.ts";
import { messageOf, OperationError } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { MalformedFrame } from "#services/realtime/documents/open-document.ts";
import type { RealtimeSocket } from "#services/realtime/realtime-socket.ts";

export interface RequestOptions<Result extends object> {
  readonly socket: RealtimeSocket;
  readonly logger: Logger;
  /** The client's acknowledgement; absent where it did not ask for one, whatever it sent instead. */
  readonly answer: unknown;
  readonly run: () => Promise<Result>;
}

/** Answers a request of a socket with its result or a refusal. Malformed and oversized frames end their socket, and only that. */
export async function answerRequest<Result extends object>(options: RequestOptions<Result>): Promise<void> {
  const { socket, logger } = options;
  try {
    reply(options.answer, await options.run());
  } catch (error) {
    if (error instanceof MalformedFrame) {
      logger.info({ err: error, userId: socket.data.userId }, "a socket sent malformed bytes and was closed");
      socket.disconnect(true);
      return;
    }
    const requestId = createId();
    if (!(error instanceof OperationError)) logger.error({ err: error, requestId }, "a socket's request failed");
    const code = error instanceof OperationError ? error.code : "unavailable";
    const message = error instanceof OperationError ? messageOf(error) : "The server could not do this now; try again.";
    reply(options.answer, { error: { code, message, requestId } });
    if (code === "payload-too-large") socket.disconnect(true);
  }
}

function reply(answer: unknown, value: SocketAnswer<object>): void {
  if (typeof answer === "function") answer(value);
}
