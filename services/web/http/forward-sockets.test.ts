import { once } from "node:events";
import { createServer, type Server as HttpServer, request as httpRequest } from "node:http";
import { connect as connectTcp } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { socketPath } from "#services/contracts/socket-names.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { startTestWeb, type TestWeb } from "#services/web/testing/test-web.ts";
import { forwardSockets } from "./forward-sockets.ts";

let database: TestDatabase;
let web: TestWeb;
let upstream: HttpServer;
let sockets: Server;
let app: FastifyInstance;
let peers: { read(): { realtimeUrl: string } };
let port: number;
/** Cookies that reached the service behind web. */
const cookies: (string | undefined)[] = [];

function portOf(server: HttpServer): number {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server does not listen.");
  return address.port;
}

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  upstream = createServer();
  sockets = new Server(upstream, { path: socketPath, parser, transports: ["websocket", "polling"] });
  sockets.on("connection", (socket) => {
    cookies.push(socket.handshake.headers.cookie);
    socket.on("echo", (value: unknown, answer: (value: unknown) => void) => answer(value));
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const realtimeUrl = `http://127.0.0.1:${portOf(upstream)}`;
  peers = { read: () => ({ realtimeUrl }) };
  app = await createWebServer({ ...web.services, peers });
  await app.listen({ host: "127.0.0.1", port: 0 });
  port = portOf(app.server);
});

afterAll(async () => {
  await app.close();
  await sockets.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** The status of an answer to a handshake with these headers. */
async function statusOf(headers: Readonly<Record<string, string>>, target = `${socketPath}?EIO=4&transport=polling`) {
  const request = httpRequest({ host: "127.0.0.1", port, path: target, headers });
  request.end();
  const [answer] = await once(request, "response");
  answer.resume();
  return answer.statusCode;
}

/** Asks for an upgrade and gives the first line of the answer; the connection stays until the test ends. */
async function upgrade(headers: Readonly<Record<string, string>>, at = port, target = socketPath): Promise<string> {
  const lines = Object.entries({ Host: `localhost:${at}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
  const raw = connectTcp(at, "127.0.0.1");
  onTestFinished(() => void raw.destroy());
  raw.write(
    `GET ${target}?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join("\r\n")}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  const [data] = await once(raw, "data");
  return String(data).split("\r\n")[0] ?? "";
}

test.each(["websocket", "polling"] as const)(
  "a client reaches realtime through web by %s, without its cookie",
  async (transport) => {
    const socket = io(`http://localhost:${port}`, {
      path: socketPath,
      parser,
      transports: [transport],
      forceNew: true,
      extraHeaders: { cookie: "ps_session=secret", origin: `http://localhost:${port}` },
    });
    onTestFinished(() => void socket.disconnect());
    const large = Buffer.alloc(300_000, 7);
    expect(Buffer.from(await socket.emitWithAck("echo", large)).equals(large)).toBe(true);
    expect(cookies.splice(0)).toEqual([undefined]);
  },
);

test("pages of other sites can neither upgrade nor poll", async () => {
  const own = `http://localhost:${port}`;
  for (const origin of ["https://elsewhere.example", `http://localhost:${port + 1}`, "null"]) {
    expect(await upgrade({ Origin: origin }), origin).toContain(" 403 ");
    expect(await statusOf({ host: `localhost:${port}`, origin }), origin).toBe(403);
  }
  expect(await upgrade({ Origin: own })).toContain(" 101 ");
  expect(await statusOf({ host: `localhost:${port}`, origin: own })).toBe(200);
});

test("a name this server does not go by is refused, whatever the Origin says", async () => {
  const headers = { host: `elsewhere.example:${port}`, origin: `http://elsewhere.example:${port}` };
  expect(await upgrade({ Host: headers.host, Origin: headers.origin })).toContain(" 403 ");
  expect(await statusOf(headers)).toBe(403);
});

test("an upgrade elsewhere is not found", async () => {
  expect(await upgrade({}, port, "/api/elsewhere")).toContain(" 404 ");
});

test("one client may not take the places of all others", async () => {
  const small = fastify();
  forwardSockets(small, {
    peers,
    isAllowedHost: () => true,
    isOwnOrigin: () => true,
    clientOf: ({ headers }) => String(headers["x-client"]),
    limits: { ofAll: 5, ofOne: 3 },
  });
  await small.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => small.close());
  const at = portOf(small.server);
  for (let count = 0; count < 3; count += 1) expect(await upgrade({ "X-Client": "greedy" }, at)).toContain(" 101 ");
  expect(await upgrade({ "X-Client": "greedy" }, at)).toContain(" 429 ");
  expect(await upgrade({ "X-Client": "ada" }, at)).toContain(" 101 ");
  expect(await upgrade({ "X-Client": "ben" }, at)).toContain(" 101 ");
  expect(await upgrade({ "X-Client": "cleo" }, at)).toContain(" 503 ");
});
