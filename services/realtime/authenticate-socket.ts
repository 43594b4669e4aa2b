import * as z from "zod";
import type { Database } from "#services/database/connection.ts";
import { consumeSocketToken } from "#services/identity/socket-tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { RealtimeSocket } from "#services/realtime/realtime-socket.ts";

const Handshake = z.object({ token: z.string().min(1).max(500) });

/** A refusal as Socket.IO hands it to the client: the error body travels as `data`. */
class HandshakeRefused extends Error {
  readonly data: unknown;

  constructor(error: OperationError) {
    super(error.message);
    this.data = { error: { code: error.code, message: error.message, requestId: createId() } };
  }
}

/** A Socket.IO middleware: who connects, by a socket token that is used up here. */
export function createAuthentication(db: Database, logger: Logger) {
  return async function authenticate(socket: RealtimeSocket, next: (error?: Error) => void): Promise<void> {
    try {
      const handshake = Handshake.safeParse(socket.handshake.auth);
      const holder = handshake.success ? await consumeSocketToken(db, handshake.data.token) : undefined;
      if (!holder) throw new OperationError("unauthenticated", "The socket token is unknown, used up or expired.");
      const { userId, sessionId, name } = holder;
      Object.assign(socket.data, { userId, sessionId, name, drives: new Set<string>() });
      next();
    } catch (error) {
      if (error instanceof OperationError) return next(new HandshakeRefused(error));
      logger.warn({ err: error }, "a socket could not be authenticated");
      next(
        new HandshakeRefused(new OperationError("unavailable", "Live updates are starting again; try in a moment.")),
      );
    }
  };
}
