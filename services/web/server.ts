import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyInstance } from "fastify";
import { launchNonceHeader } from "#services/contracts/internal.ts";
import { limits } from "#services/contracts/limits.ts";
import { OperationError } from "#services/platform/errors.ts";
import { healthBody, healthHeaders, healthPath } from "#services/platform/health.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { WebServices } from "./context.ts";
import { createHostRule } from "./http/allowed-hosts.ts";
import { createErrorHandler } from "./http/answer-error.ts";
import { createClientRule } from "./http/client-address.ts";
import { forwardSockets } from "./http/forward-sockets.ts";
import { parseJson } from "./http/parse-json.ts";
import { createActorRate } from "./http/rate-limits.ts";
import { addSecurityHeaders } from "./http/security-headers.ts";
import { serveRenderer } from "./http/serve-renderer.ts";
import { watchOwner } from "./setup/watch-owner.ts";
import { mcpPath, mountMcp } from "./surfaces/mcp.ts";
import { mountRest } from "./surfaces/rest.ts";
import { serveDocs } from "./surfaces/serve-docs.ts";
import { mountSharedPages } from "./surfaces/shared-pages.ts";

/** Builds web's HTTP server around its services; it does not listen yet. */
export async function createWebServer(services: WebServices): Promise<FastifyInstance> {
  const { config } = services;
  const rates = config.web.requestsPerMinute;
  const isAllowedHost = createHostRule(config.web);
  const app = fastify({
    logger: false,
    genReqId: createId,
    bodyLimit: limits.jsonBodyBytes,
    trustProxy: config.web.trustProxy.length > 0 ? [...config.web.trustProxy] : false,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: "idle",
    requestTimeout: 0,
    // Errors before routing (malformed URLs, too long parameters) answer as all others do.
    frameworkErrors: (error, request, reply) => createErrorHandler(services.logger)(error, request, reply),
  });
  // Many programs name a JSON body where they send none.
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("application/json", { parseAs: "string" }, parseJson);
  app.setErrorHandler(createErrorHandler(services.logger));
  app.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id);
    done();
  });
  addSecurityHeaders(app, config);
  app.addHook("onRequest", (request, _reply, done) => {
    const isKnown = request.url === healthPath || isAllowedHost(request.headers.host);
    const message = "This server does not go by that name; add it to ALLOWED_HOSTS.";
    done(isKnown ? undefined : new OperationError("forbidden", message));
  });
  await app.register(rateLimit, {
    max: rates.perAddress,
    timeWindow: "1 minute",
    // The route, not the address as it was written: `/%61pi/pages` leads to the same place as `/api/pages`.
    allowList: ({ routeOptions: { url } }) => url === undefined || (url !== mcpPath && !/^\/(api|s)\//.test(url)),
    errorResponseBuilder: () =>
      new OperationError("rate-limited", "Too many requests from this address; wait a minute."),
  });
  await app.register(cookie);
  await app.register(compress, { encodings: ["gzip", "identity"], threshold: 1_024 });

  app.get(healthPath, async (request, reply) => {
    void reply.headers(healthHeaders(request.headers[launchNonceHeader], config.launchNonce));
    return reply.send(healthBody);
  });
  serveDocs(app);
  const isSetUp = watchOwner(services.db);
  mountSharedPages(app, services);
  const rate = createActorRate(rates.perPerson);
  mountRest(app, { services, isSetUp, rate });
  mountMcp(app, { services, isSetUp, rate });
  forwardSockets(app, {
    peers: services.peers,
    isAllowedHost,
    clientOf: createClientRule(config.web.trustProxy),
    isOwnOrigin: ({ headers }) => {
      if (headers.origin === undefined || headers.origin === config.web.publicUrl) return true;
      return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
    },
  });
  await serveRenderer(app, isSetUp);
  return app;
}
