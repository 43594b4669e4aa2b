import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { socketPath } from "#services/contracts/socket-names.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { PeerBook } from "#services/platform/peers.ts";

/** Sockets one web instance forwards at the same time: of all clients, and of one address, behind which may be an office. */
const defaultLimits: ForwardLimits = { ofAll: 5_000, ofOne: 500 };
const connectTimeoutMs = 5_000;

export interface ForwardLimits {
  readonly ofAll: number;
  readonly ofOne: number;
}

export interface ForwardOptions {
  readonly peers: PeerBook;
  readonly isAllowedHost: (header: string | undefined) => boolean;
  /** Whether this Origin header names the host the request was sent to. */
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
  /** Which client a connection counts for. */
  readonly clientOf: (request: IncomingMessage) => string;
  readonly limits?: ForwardLimits;
}

const hopByHop = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "proxy-authorization",
  "te",
  "trailer",
]);

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The request as it goes on: the same line and headers, without the session cookie that realtime has no use for. */
function headOf(request: IncomingMessage): string {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? "";
    if (name.toLowerCase() !== "cookie") lines.push(`${name}: ${request.rawHeaders[index + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function targetOf(peers: PeerBook): { readonly host: string; readonly port: number } | undefined {
  const url = peers.read().realtimeUrl;
  if (!url) return undefined;
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 80) };
}

/** Forwards everything below the socket path to realtime: upgrades as raw sockets, polling as requests. */
export function forwardSockets(app: FastifyInstance, options: ForwardOptions): void {
  const limits = options.limits ?? defaultLimits;
  /** Each forwarded socket with the client it counts for. */
  const open = new Map<Duplex, string>();

  function countOf(client: string): number {
    let count = 0;
    for (const other of open.values()) if (other === client) count += 1;
    return count;
  }

  function pipeRaw(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const target = targetOf(options.peers);
    if (!target) {
      refuse(client, "503 Service Unavailable");
      return;
    }
    const upstream: Socket = connect(target);
    upstream.setTimeout(connectTimeoutMs, () => upstream.destroy());
    upstream.once("connect", () => {
      upstream.setTimeout(0);
      upstream.setNoDelay(true);
      upstream.write(headOf(request));
      upstream.write(head);
      client.pipe(upstream).pipe(client);
    });
    open.set(client, options.clientOf(request));
    const end = () => {
      open.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const side of [client, upstream]) {
      side.once("error", end);
      side.once("close", end);
    }
  }

  app.server.on("upgrade", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on("error", () => client.destroy());
    const isOurs = options.isAllowedHost(request.headers.host) && options.isOwnOrigin(request);
    if (!request.url?.startsWith(socketPath)) refuse(client, "404 Not Found");
    else if (!isOurs) refuse(client, "403 Forbidden");
    else if (open.size >= limits.ofAll) refuse(client, "503 Service Unavailable");
    else if (countOf(options.clientOf(request)) >= limits.ofOne) refuse(client, "429 Too Many Requests");
    else pipeRaw(request, client, head);
  });
  app.addHook("onClose", async () => {
    for (const client of open.keys()) client.destroy();
  });

  app.register((polling, _options, done) => {
    polling.removeAllContentTypeParsers();
    polling.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    polling.all(`${socketPath}*`, async (request, reply) => {
      if (!options.isOwnOrigin(request.raw)) {
        throw new OperationError("forbidden", "This request comes from another site and was refused.");
      }
      const target = targetOf(options.peers);
      if (!target) throw new OperationError("unavailable", "Live updates are starting again; try in a moment.");
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !hopByHop.has(name) && name !== "cookie"),
      );
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const upstream = httpRequest({ ...target, method: request.method, path: request.url, headers });
        upstream.once("response", resolve);
        upstream.once("error", (cause) =>
          reject(new OperationError("unavailable", "Live updates are starting again; try in a moment.", { cause })),
        );
        reply.raw.once("close", () => upstream.destroy());
        request.raw.pipe(upstream);
      });
      void reply.code(answer.statusCode ?? 502);
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined && !hopByHop.has(name)) void reply.header(name, value);
      }
      return reply.send(answer);
    });
    done();
  });
}
