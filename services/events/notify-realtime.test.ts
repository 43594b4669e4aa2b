import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import * as z from "zod";
import { postHint } from "#services/events/notify-realtime.ts";
import { createSignatureVerifier } from "#services/platform/service-signature.ts";

const secret = "a secret that services share, long enough";
const hint = { streams: [{ id: "0190d0a0-0000-7000-8000-000000000000", seq: 3 }] };

async function openServer(answer: (request: IncomingMessage, body: Buffer) => number) {
  const server = createServer(async (request, response) => {
    response.writeHead(answer(request, await buffer(request))).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

test("a hint arrives signed", async () => {
  const isSigned = createSignatureVerifier(secret);
  const paths: string[] = [];
  await using server = await openServer((request, body) => {
    const path = request.url ?? "";
    paths.push(path);
    return isSigned({ method: request.method ?? "", path, body }, request.headers) ? 204 : 401;
  });
  const peers = { read: () => ({ realtimeInternalUrl: server.url }) };
  expect(await postHint(peers, secret, hint)).toBe(true);
  expect(await postHint(peers, secret, { documents: [] })).toBe(true);
  expect(await postHint(peers, "another secret", hint)).toBe(false);
  expect(paths).toEqual(["/internal/events", "/internal/documents", "/internal/events"]);
});

test("a hint that cannot be delivered disturbs nobody", async () => {
  expect(await postHint({ read: () => ({}) }, secret, hint)).toBe(false);
  expect(await postHint({ read: () => ({ realtimeInternalUrl: "http://127.0.0.1:1" }) }, secret, hint)).toBe(false);
  await using server = await openServer(() => 500);
  expect(await postHint({ read: () => ({ realtimeInternalUrl: server.url }) }, secret, hint)).toBe(false);
});
