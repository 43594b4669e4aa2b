import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createBodyDeadline } from "./body-deadline.ts";

const deadlineMs = 200;
let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = fastify();
  app.route({
    method: "POST",
    url: "/",
    onRequest: createBodyDeadline(deadlineMs),
    handler: async () => {
      await wait(deadlineMs * 2);
      return { isDone: true };
    },
  });
  port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => app.close());

const head =
  "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n";

it("a request whose body does not arrive in time loses its connection", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${head}{"a"`);
  await once(socket.resume(), "close");
});

it("a request that arrived whole may be worked on for longer", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${head}{"a": 123}`);
  expect(await text(socket)).toContain('{"isDone":true}');
});
