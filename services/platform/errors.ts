import { type ErrorCode, statusByErrorCode } from "#services/contracts/error-codes.ts";

export interface FailureOptions {
  readonly cause?: unknown;
  readonly details?: unknown;
}

/** A refusal with a code of the closed list; surfaces translate it once. The message is for a person. */
export class OperationError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "OperationError";
    this.code = code;
    this.details = options.details;
  }

  /** The HTTP status of the code. */
  get status(): number {
    return statusByErrorCode[this.code];
  }
}

/** A `conflict` with what the caller said the thing would still be; over HTTP it is 412. */
export class PreconditionFailed extends OperationError {
  constructor(message: string, options: FailureOptions = {}) {
    super("conflict", message, options);
  }

  override get status(): number {
    return 412;
  }
}

/** A start that cannot succeed by trying again; the message names the cause and the cure in one sentence. */
export class PermanentFailure extends Error {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "PermanentFailure";
  }
}

/** The `code` of a Node system error such as `EADDRINUSE`, or of a PostgreSQL error such as `23505`. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  return undefined;
}

/** The PostgreSQL or system code of an error or of the nearest cause that has one. */
export function rootCodeOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = codeOf(current);
    if (code !== undefined && !(current instanceof OperationError)) return code;
  }
  return undefined;
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Marks a branch that no value can reach; fails to compile when a union grows. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
