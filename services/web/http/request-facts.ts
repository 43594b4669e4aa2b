import type { FastifyReply, FastifyRequest } from "fastify";
import type { ServiceConfig } from "#services/platform/config.ts";
import type { RequestFacts } from "#services/web/context.ts";
import { isSecureRequest, originOf } from "./request-origin.ts";

/** A signal that ends when the caller goes away. */
function closingOf({ raw }: FastifyReply): AbortSignal {
  if (raw.destroyed) return AbortSignal.abort();
  const gone = new AbortController();
  raw.once("close", () => gone.abort());
  return gone.signal;
}

/** What a handler may know of a request. */
export function factsOf(request: FastifyRequest, reply: FastifyReply, config: ServiceConfig["web"]): RequestFacts {
  let signal: AbortSignal | undefined;
  return {
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
    origin: originOf(request, config),
    isSecure: isSecureRequest(request, config),
    get signal() {
      signal ??= closingOf(reply);
      return signal;
    },
    headers: request.headers,
  };
}
