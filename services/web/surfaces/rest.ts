import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import type { Operation } from "#services/contracts/operation.ts";
import type { Actor } from "#services/identity/actor.ts";
import { assertNever, OperationError } from "#services/platform/errors.ts";
import type { WebServices } from "#services/web/context.ts";
import { bearerOf, unknownToken } from "#services/web/http/bearer-token.ts";
import { createBodyDeadline } from "#services/web/http/body-deadline.ts";
import { isMatch } from "#services/web/http/entity-tags.ts";
import type { ActorRate } from "#services/web/http/rate-limits.ts";
import { factsOf } from "#services/web/http/request-facts.ts";
import { isSecureRequest, refuseForeignOrigin } from "#services/web/http/request-origin.ts";
import { clearSessionCookie, sessionCookieOf, setSessionCookie } from "#services/web/http/session-cookie.ts";
import { type Implemented, isDownload } from "#services/web/operations/implement.ts";
import { registry } from "#services/web/operations/registry.ts";

export interface RestOptions {
  readonly services: WebServices;
  /** Whether there is an owner; before that every other operation answers `setup-required`. */
  readonly isSetUp: () => Promise<boolean>;
  readonly rate: ActorRate;
}

/** Turns a declared path into the router's form: `/pages/{pageId}` → `/api/pages/:pageId`. */
function routeOf(path: string): string {
  return `/api${path.replace(/\{(\w+)\}/g, ":$1")}`;
}

function fieldsOf(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** Whether the caller has what is answered already. */
function isUnchanged(request: FastifyRequest, reply: FastifyReply): boolean {
  const etag = reply.getHeader("etag");
  return request.method === "GET" && typeof etag === "string" && isMatch(request.headers["if-none-match"], etag);
}

/** Mounts every operation of the registry below `/api`. */
export function mountRest(app: FastifyInstance, options: RestOptions): void {
  const { services, isSetUp } = options;

  async function requireSetUp(implemented: Implemented): Promise<void> {
    if (implemented === registry["setup.createOwner"]) return;
    if (!(await isSetUp())) {
      throw new OperationError("setup-required", "This PageSpace has no owner yet; open the link its start printed.");
    }
  }

  async function authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
    const isSecure = isSecureRequest(request, services.config.web);
    const cookie = sessionCookieOf(request, isSecure);
    const bearer = bearerOf(request);
    if (bearer !== undefined && cookie !== undefined) {
      throw new OperationError("invalid-input", "Send a bearer token or a cookie, not both.");
    }
    const token = bearer ?? cookie;
    const actor = token === undefined ? undefined : await services.access.findActorByToken(token);
    if (bearer !== undefined && actor === undefined) {
      void reply.header("www-authenticate", "Bearer");
      throw new OperationError("unauthenticated", unknownToken);
    }
    if (cookie === undefined) return actor;
    // A cookie holds a session and nothing else; the browser keeps it as long as the session lives on.
    if (actor?.kind !== "user") return undefined;
    if (actor.isExtended) setSessionCookie(reply, isSecure, cookie);
    return actor;
  }

  async function answer(implemented: Implemented, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const facts = factsOf(request, reply, services.config.web);
    const hasCookie = sessionCookieOf(request, facts.isSecure) !== undefined;
    refuseForeignOrigin(request, services.config.web, { hasCookie });
    await requireSetUp(implemented);
    const actor = await authenticate(request, reply);
    options.rate.count(actor?.userId);
    const { transport } = implemented.operation;
    const body = transport === "upload" ? {} : fieldsOf(request.body);
    const key = request.headers["idempotency-key"];
    const result = await implemented.invoke(services, {
      rawInput: { ...fieldsOf(request.query), ...body, ...fieldsOf(request.params) },
      actor,
      request: facts,
      response: {
        setSession: (token) => setSessionCookie(reply, facts.isSecure, token),
        clearSession: () => clearSessionCookie(reply, facts.isSecure),
        setEntityTag: (etag) => void reply.header("etag", etag),
      },
      body: request.raw,
      idempotencyKey: typeof key === "string" ? key : undefined,
      ifMatch: request.headers["if-match"],
    });
    void reply.header("cache-control", "no-store");
    if (isUnchanged(request, reply)) return reply.code(304).send();
    if (!isDownload(result)) return result;
    void reply.code(result.status).headers(result.headers);
    return reply.send(result.body);
  }

  const limitBody = createBodyDeadline();

  /** Bytes of files pass through as they are: packed on the way they would lose their length, their ranges and their validator. */
  function transportRules(
    transport: Operation["transport"],
  ): Pick<RouteOptions, "compress" | "decompress" | "onRequest"> {
    switch (transport) {
      case "upload":
        return { decompress: false };
      case "download":
        return { compress: false, onRequest: limitBody };
      case "json":
        return { onRequest: limitBody };
      default:
        return assertNever(transport);
    }
  }

  function mount(scope: FastifyInstance, implemented: Implemented): void {
    const { operation } = implemented;
    scope.route({
      method: operation.method,
      url: routeOf(operation.path),
      ...transportRules(operation.transport),
      handler: (request, reply) => answer(implemented, request, reply),
    });
  }

  for (const implemented of Object.values(registry)) {
    if (implemented.operation.transport !== "upload") mount(app, implemented);
  }
  app.register((uploads, _options, done) => {
    // Whatever type the bytes claim to be, they pass through as a stream.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    for (const implemented of Object.values(registry)) {
      if (implemented.operation.transport === "upload") mount(uploads, implemented);
    }
    done();
  });
}
