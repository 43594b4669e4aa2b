import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";
import type { ServiceConfig } from "#services/platform/config.ts";
import { isSecureRequest } from "./request-origin.ts";

/** The headers these settings give every answer: they do not depend on the request, so they are asked for once. */
function headersOf(options: HelmetOptions): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, () => undefined);
  return response.getHeaders();
}

/** Adds the headers every answer carries, errors included. Styles may be inline (menus and carets are placed by them), scripts never. */
export function addSecurityHeaders(app: FastifyInstance, config: ServiceConfig): void {
  const direct = config.realtime.publicUrl;
  const sockets = direct ? [direct, direct.replace(/^http/, "ws")] : [];
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Pictures of other sites are in documents; they are fetched only when a reader asks for them (decision 0026).
        imgSrc: ["'self'", "data:", "blob:", "https:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...sockets],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    frameguard: { action: "deny" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    // Meant for secure contexts: over plain HTTP browsers ignore them with a warning, so they are added below.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    crossOriginEmbedderPolicy: false,
  });
  const always = { ...headers, "permissions-policy": "camera=(), microphone=(), geolocation=()" };
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers(always);
    if (isSecureRequest(request, config.web)) {
      void reply.header("strict-transport-security", "max-age=31536000");
      void reply.header("cross-origin-opener-policy", "same-origin");
    }
    done();
  });
}
