import { Readable } from "node:stream";
import type { CallToolResult, McpHttpHandler, McpRequestContext, Server } from "@modelcontextprotocol/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { limits } from "#services/contracts/limits.ts";
import type { Actor } from "#services/identity/actor.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { RequestFacts, WebServices } from "#services/web/context.ts";
import { translateError } from "#services/web/http/answer-error.ts";
import { bearerOf, unknownToken } from "#services/web/http/bearer-token.ts";
import { createBodyDeadline } from "#services/web/http/body-deadline.ts";
import type { ActorRate } from "#services/web/http/rate-limits.ts";
import { factsOf } from "#services/web/http/request-facts.ts";
import { refuseForeignOrigin } from "#services/web/http/request-origin.ts";
import { productVersion } from "./product-version.ts";
import { listToolsFor, type Tool, tools } from "./tools.ts";

/** Where programs of language models connect. */
export const mcpPath = "/mcp";

const instructions = `PageSpace is a workspace of drives; each holds a tree of pages. Begin with drives_list, then pages_listMany or search_query. A page of type "document" is read and written as markdown with documents_read and documents_replace: give the version you read as baseVersion, so that what others write meanwhile stays. pages_trash can be undone with pages_restore.`;

export interface McpOptions {
  readonly services: WebServices;
  readonly isSetUp: () => Promise<boolean>;
  readonly rate: ActorRate;
}

/** Who asks by one HTTP request. */
interface Asking {
  readonly actor: Actor;
  readonly facts: RequestFacts;
}

/** Mounts the operations of the registry as tools, each request answered by itself: nothing is kept between them. */
export function mountMcp(app: FastifyInstance, { services, isSetUp, rate }: McpOptions): void {
  const { logger } = services;
  /** Who asks, by the request that the library hands back to us. */
  const asking = new WeakMap<Request, Asking>();
  let loading: Promise<McpHttpHandler> | undefined;

  async function callTool(tool: Tool, rawInput: unknown, { actor, facts }: Asking): Promise<CallToolResult> {
    try {
      rate.count(actor.userId);
      const output = await tool.implemented.invoke(services, {
        rawInput,
        actor,
        request: facts,
        response: { setSession: () => undefined, clearSession: () => undefined, setEntityTag: () => undefined },
        body: Readable.from([]),
        idempotencyKey: undefined,
      });
      return { content: [{ type: "text", text: JSON.stringify(output) }], structuredContent: { ...asObject(output) } };
    } catch (error) {
      const { code, message, details, cause } = translateError(error);
      if (code === "unavailable") logger.error({ err: cause ?? error, requestId: facts.requestId }, "a tool failed");
      const told = { code, message, ...(details === undefined ? {} : { details }) };
      return { isError: true, content: [{ type: "text", text: message }], structuredContent: { error: told } };
    }
  }

  /** The library is loaded with the first request: most installations are never asked. */
  async function load(): Promise<McpHttpHandler> {
    const { createMcpHandler, ProtocolError, ProtocolErrorCode, Server } = await import("@modelcontextprotocol/server");

    function createServer({ requestInfo }: McpRequestContext): Server {
      const asked = requestInfo && asking.get(requestInfo);
      if (!asked) throw new Error("The library answers a request that was not handed to it.");
      const capabilities = { tools: {} };
      const server = new Server({ name: "pagespace", version: productVersion }, { capabilities, instructions });
      server.setRequestHandler("tools/list", () => ({
        tools: listToolsFor(asked.actor).map(({ implemented: _, inputSchema, ...tool }) => ({
          ...tool,
          inputSchema: { ...inputSchema },
        })),
      }));
      server.setRequestHandler("tools/call", ({ params }) => {
        const tool = tools.find(({ name }) => name === params.name);
        if (tool) return callTool(tool, params.arguments ?? {}, asked);
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool “${params.name}”.`);
      });
      return server;
    }
    return createMcpHandler(createServer, {
      maxSubscriptions: 0,
      maxRequestBodySize: limits.jsonBodyBytes,
      onerror: (error) => logger.info({ err: error }, "a request of an MCP client was refused"),
    });
  }

  async function authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Actor> {
    refuseForeignOrigin(request, services.config.web, { hasCookie: false });
    if (!(await isSetUp())) {
      throw new OperationError("setup-required", "This PageSpace has no owner yet; open the link its start printed.");
    }
    const token = bearerOf(request);
    const actor = token === undefined ? undefined : await services.access.findActorByToken(token);
    if (actor) return actor;
    void reply.header("www-authenticate", "Bearer");
    const missing = "Send a token as “Authorization: Bearer …”; tokens are made in the settings.";
    throw new OperationError("unauthenticated", token === undefined ? missing : unknownToken);
  }

  app.route({
    method: ["GET", "POST", "DELETE"],
    url: mcpPath,
    onRequest: createBodyDeadline(),
    async handler(request, reply) {
      const actor = await authenticate(request, reply);
      const facts = factsOf(request, reply, services.config.web);
      loading ??= load();
      const handler = await loading;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        const isOfProtocol = name === "accept" || name === "content-type" || name.startsWith("mcp-");
        if (isOfProtocol && typeof value === "string") headers.set(name, value);
      }
      const isPost = request.method === "POST";
      const asked = new Request(new URL(mcpPath, facts.origin), {
        method: request.method,
        headers,
        signal: facts.signal,
        ...(isPost ? { body: JSON.stringify(request.body ?? null) } : {}),
      });
      asking.set(asked, { actor, facts });
      void reply.header("cache-control", "no-store");
      return handler.fetch(asked, isPost ? { parsedBody: request.body } : {});
    },
  });
  app.addHook("onClose", async () => {
    if (loading) await (await loading).close();
  });
}

function asObject(output: unknown): object {
  return typeof output === "object" && output !== null ? output : {};
}
