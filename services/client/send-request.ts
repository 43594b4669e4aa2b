import { ApiError, toApiError } from "./api-error.ts";
import { requestParts } from "./request-address.ts";
import type { Route } from "./route.ts";

/** One request of an operation. */
export interface Sending {
  readonly origin: string;
  readonly route: Route;
  readonly input: object;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly outlivesPage?: boolean;
  /** The bytes of an upload. */
  readonly bytes?: ReadableStream;
}

/** Sends a request; rejects with `ApiError` where it is refused or no server answers, or with the signal's reason. */
export async function sendRequest(sending: Sending): Promise<Response> {
  const { route, bytes, idempotencyKey } = sending;
  const send = sending.fetch ?? globalThis.fetch;
  const parts = requestParts(route, sending.input);
  const type = bytes ? "application/octet-stream" : parts.body === undefined ? undefined : "application/json";
  const init: RequestInit & { duplex?: "half" } = {
    method: route.method,
    headers: {
      accept: route.transport === "download" ? "*/*" : "application/json",
      ...sending.headers,
      ...(type === undefined ? {} : { "content-type": type }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
    body: bytes ?? parts.body ?? null,
    signal: sending.signal ?? null,
    keepalive: sending.outlivesPage ?? false,
    ...(bytes ? { duplex: "half" } : {}),
  };
  const response = await reach(() => send(sending.origin + parts.address, init));
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => undefined));
  return response;
}

/** What a request or the reading of its answer gives; a connection that fails is `unavailable`. */
export async function reach<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request();
  } catch (cause) {
    if (cause instanceof Error && (cause.name === "AbortError" || cause.name === "TimeoutError")) throw cause;
    throw new ApiError({
      code: "unavailable",
      message: "The server cannot be reached. Nothing was changed; try again when it is back.",
      requestId: null,
      cause,
    });
  }
}
