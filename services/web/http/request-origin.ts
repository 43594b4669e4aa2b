import type { FastifyRequest } from "fastify";
import type { ServiceConfig } from "#services/platform/config.ts";
import { OperationError } from "#services/platform/errors.ts";

/** Whether a request came over https: directly told by a trusted proxy, or by PUBLIC_URL's scheme for that host. */
export function isSecureRequest(request: FastifyRequest, config: ServiceConfig["web"]): boolean {
  if (request.protocol === "https") return true;
  return config.publicUrl?.startsWith("https:") === true && new URL(config.publicUrl).host === request.headers.host;
}

/** The origin a request was addressed to. */
export function originOf(request: FastifyRequest, config: ServiceConfig["web"]): string {
  return `${isSecureRequest(request, config) ? "https" : "http"}://${request.headers.host ?? request.hostname}`;
}

function foreign(): OperationError {
  return new OperationError("forbidden", "This request comes from another site and was refused; nothing was changed.");
}

/** Refuses what another site makes a browser send: a foreign Origin always, a missing one on a mutation with a cookie. */
export function refuseForeignOrigin(
  request: FastifyRequest,
  config: ServiceConfig["web"],
  facts: { readonly hasCookie: boolean },
): void {
  const given = request.headers.origin;
  const isMutation = request.method !== "GET" && request.method !== "HEAD";
  if (given !== undefined && given !== originOf(request, config) && given !== config.publicUrl) throw foreign();
  if (!isMutation) return;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw foreign();
  if (facts.hasCookie && given === undefined) {
    throw new OperationError("forbidden", "A change asked for with a cookie needs the Origin header of this server.");
  }
}
