import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import type { ServiceConfig } from "#services/platform/config.ts";
import { isSecureRequest } from "./request-origin.ts";

/** Adds the headers every answer carries, errors included. Styles may be inline (menus and carets are placed by them), scripts never. */
export async function addSecurityHeaders(app: FastifyInstance, config: ServiceConfig): Promise<void> {
  const direct = config.realtime.publicUrl;
  const sockets = direct ? [direct, direct.replace(/^http/, "ws")] : [];
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
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
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if (!isSecureRequest(request, config.web)) return;
    void reply.header("strict-transport-security", "max-age=31536000");
    void reply.header("cross-origin-opener-policy", "same-origin");
  });
}
