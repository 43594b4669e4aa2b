import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { ErrorBody, ErrorCode } from "#services/contracts/error-codes.ts";
import { answerUnread } from "#services/platform/answer-unread.ts";
import { OperationError, rootCodeOf } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";

function codeOfStatus(status: number): ErrorCode {
  if (status === 413) return "payload-too-large";
  if (status === 429) return "rate-limited";
  if (status === 404) return "not-found";
  return "invalid-input";
}

/** What the framework refuses before an operation sees it. */
const refusals: Partial<Readonly<Record<ErrorCode, string>>> = {
  "payload-too-large": "What was sent is larger than this server takes; nothing was changed.",
  "rate-limited": "Too many requests from this address; wait a minute.",
  "not-found": "There is nothing at this address.",
};

const usualSentence = "That did not work just now; nothing was changed. Try again in a moment.";
/** By PostgreSQL's code, where there is more to do than to wait. */
const sentences: Readonly<Record<string, string>> = {
  "53100": "The server's disk is full; nothing was changed. Whoever runs this PageSpace has to free some space.",
};

/** The status that the framework gives an error of its own. */
function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !("statusCode" in error)) return 500;
  return typeof error.statusCode === "number" ? error.statusCode : 500;
}

/** Translates whatever was thrown into an error of the closed list; what nobody expected becomes `unavailable`. */
export function translateError(error: unknown): OperationError {
  if (error instanceof OperationError) return error;
  const status = statusOf(error);
  if (status >= 400 && status < 500) {
    const code = codeOfStatus(status);
    return new OperationError(
      code,
      refusals[code] ?? "This request cannot be understood: its address, or the form of its body, is wrong.",
      { cause: error },
    );
  }
  return new OperationError("unavailable", sentences[rootCodeOf(error) ?? ""] ?? usualSentence, { cause: error });
}

/** Answers an error as every surface does and logs what nobody expected. */
export function createErrorHandler(logger: Logger) {
  return function answerError(
    error: FastifyError | OperationError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const refusal = translateError(error);
    if (request.raw.readableAborted) {
      // Whoever asked has gone, as when an upload is cancelled: nothing is wrong here.
      logger.info({ requestId: request.id, method: request.method }, "a request was cancelled");
    } else if (refusal.code === "unavailable") {
      logger.error(
        { err: refusal.cause ?? refusal, requestId: request.id, method: request.method },
        "a request failed",
      );
    }
    const { code, message, details } = refusal;
    const body: ErrorBody = {
      error: { code, message, requestId: request.id, ...(details === undefined ? {} : { details }) },
    };
    void reply.code(refusal.status).header("cache-control", "no-store").type("application/json");
    const text = JSON.stringify(body);
    if (request.raw.complete || request.raw.readableEnded) {
      void reply.send(text);
      return;
    }
    reply.hijack();
    answerUnread(reply.raw, { status: reply.statusCode, headers: reply.getHeaders(), text });
  };
}
