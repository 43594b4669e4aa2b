/** The closed list of error codes any surface may answer, each with its HTTP status. */
export const statusByErrorCode = {
  "invalid-input": 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "payload-too-large": 413,
  "client-outdated": 426,
  "rate-limited": 429,
  "locked-out": 423,
  "setup-required": 428,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusByErrorCode;

/** True for a string of the closed list. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(statusByErrorCode, value);
}

/** The body of every refusal over HTTP and of every refused socket acknowledgement. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode;
    /** One sentence for a person: what happened, what was kept, what to do. */
    readonly message: string;
    readonly requestId: string;
    readonly details?: unknown;
  };
}
