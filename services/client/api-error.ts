import { type ErrorCode, isErrorCode, statusByErrorCode } from "#services/contracts/error-codes.ts";

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** Null when no server answered. */
  readonly requestId: string | null;
  readonly details?: unknown;
  readonly cause?: unknown;
}

/** A refused operation: its code says what kind, its message is a sentence for a person. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly requestId: string | null;
  readonly details: unknown;

  constructor(refusal: Refusal) {
    super(refusal.message, { cause: refusal.cause });
    this.name = "ApiError";
    this.code = refusal.code;
    this.requestId = refusal.requestId;
    this.details = refusal.details;
  }
}

/** The error in a refusal's body; one that is not of our shape becomes `unavailable` or `invalid-input` by its status. */
export function toApiError(status: number, body: unknown): ApiError {
  const error = field(body, "error");
  const code = field(error, "code");
  const message = field(error, "message");
  const requestId = field(error, "requestId");
  return new ApiError({
    code: isErrorCode(code) ? code : codeOfStatus(status),
    message: typeof message === "string" ? message : `The server answered ${status}.`,
    requestId: typeof requestId === "string" ? requestId : null,
    details: field(error, "details"),
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function codeOfStatus(status: number): ErrorCode {
  for (const [code, known] of Object.entries(statusByErrorCode)) {
    if (known === status && isErrorCode(code)) return code;
  }
  return status >= 400 && status < 500 ? "invalid-input" : "unavailable";
}
