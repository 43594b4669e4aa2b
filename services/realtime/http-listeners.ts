import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type ErrorCode, statusByErrorCode } from "#services/contracts/error-codes.ts";
import { DocumentsHint, EventsHint, launchNonceHeader } from "#services/contracts/internal.ts";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { healthBody, healthHeaders, healthPath } from "#services/platform/health.ts";
import { createSignatureVerifier } from "#services/platform/service-signature.ts";
import { createId } from "#services/platform/uuid-v7.ts";

/** A hint names streams or documents and their numbers; more than this is none of ours. */
const hintBytes = 1_000_000;

export interface HintReceivers {
  readonly onEvents: (streams: EventsHint["streams"]) => void;
  readonly onDocuments: (documents: DocumentsHint["documents"]) => void;
}

export interface InternalListenerOptions extends HintReceivers {
  readonly serviceSecret: string;
  readonly launchNonce: string | undefined;
}

/** The listener clients reach: sockets, attached by Socket.IO, and health. */
export function createPublicListener(launchNonce: string | undefined): Server {
  return createServer((request, response) => {
    if (!answerHealth(request, response, launchNonce)) refuse(response, "not-found", "There is nothing here.");
  });
}

/** The listener other services reach: signed hints, and health. */
export function createInternalListener(options: InternalListenerOptions): Server {
  const isSigned = createSignatureVerifier(options.serviceSecret);

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (!body) return refuse(response, "payload-too-large", "The hint is too large.");
    const path = request.url ?? "/";
    if (!isSigned({ method: request.method ?? "GET", path, body }, request.headers)) {
      return refuse(response, "unauthenticated", "The request is not signed by a service of this installation.");
    }
    if (request.method !== "POST" || !takeHint(path, body, options)) {
      return refuse(response, "not-found", "There is no such hint.");
    }
    response.writeHead(204).end();
  }

  return createServer((request, response) => {
    if (answerHealth(request, response, options.launchNonce)) return;
    receive(request, response).catch(() => refuse(response, "invalid-input", "The hint could not be read."));
  });
}

function takeHint(path: string, body: Buffer, receivers: HintReceivers): boolean {
  if (path !== "/internal/events" && path !== "/internal/documents") return false;
  const hint: unknown = JSON.parse(body.toString("utf8"));
  if (path === "/internal/events") receivers.onEvents(EventsHint.parse(hint).streams);
  else receivers.onDocuments(DocumentsHint.parse(hint).documents);
  return true;
}

function answerHealth(request: IncomingMessage, response: ServerResponse, nonce: string | undefined): boolean {
  if (request.url !== healthPath || (request.method !== "GET" && request.method !== "HEAD")) return false;
  response.writeHead(200, healthHeaders(request.headers[launchNonceHeader], nonce)).end(healthBody);
  return true;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return undefined;
    bytes += chunk.length;
    if (bytes > hintBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, code: ErrorCode, message: string): void {
  if (response.headersSent) return void response.destroy();
  response
    .writeHead(statusByErrorCode[code], {
      "content-type": "application/json",
      "cache-control": "no-store",
      connection: "close",
    })
    .end(JSON.stringify({ error: { code, message, requestId: createId() } }));
}

/** Begins to listen; gives the port that was bound, and refuses a taken one with a sentence. */
export async function listen(
  server: Server,
  address: { readonly host: string; readonly port: number },
): Promise<number> {
  server.listen(address.port, address.host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw error;
    const sentence = `Port ${address.port} on ${address.host} is taken, so live updates cannot start; free it, or change the one of REALTIME_PORT and REALTIME_INTERNAL_PORT that names it.`;
    throw new PermanentFailure(sentence, { cause: error });
  }
  const bound = server.address();
  return typeof bound === "object" && bound ? bound.port : address.port;
}

/** Stops listening and closes every connection. */
export async function closeListener(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
