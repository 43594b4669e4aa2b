import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ApiError } from "./api-error.ts";
import { createClient } from "./create-client.ts";

const pageId = "0198c0de-0000-7000-8000-000000000001";

async function serve(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

test("a mutation sends its path field in the path and the rest as JSON", async () => {
  const seen: string[] = [];
  const origin = await serve((request, body, response) => {
    seen.push(`${request.method} ${request.url} ${body}`);
    response.end("{}");
  });
  await createClient({ origin }).call("pages.rename", { pageId, title: "Ännchen / 2" });
  expect(seen).toEqual([`PATCH /api/pages/${pageId} {"title":"Ännchen / 2"}`]);
});

test("a list sends its input in the query and leaves out what is undefined", async () => {
  const seen: string[] = [];
  const origin = await serve((request, _body, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('{"items":[],"nextCursor":null}');
  });
  await createClient({ origin }).call("pages.list", { driveId: pageId, parentId: undefined, limit: 5 });
  expect(seen).toEqual([`GET /api/pages?driveId=${pageId}&limit=5`]);
});

test("a refusal becomes an error with the code, the sentence and the request id", async () => {
  const origin = await serve((_request, _body, response) => {
    response.statusCode = 409;
    response.end('{"error":{"code":"conflict","message":"It moved.","requestId":"r1"}}');
  });
  const refused = createClient({ origin }).call("pages.trash", { pageId });
  await expect(refused).rejects.toMatchObject({ code: "conflict", message: "It moved.", requestId: "r1" });
});

test("a server that is away is unavailable, and says nothing was changed", async () => {
  const refused = createClient({ origin: "http://127.0.0.1:1" }).call("drives.list", {});
  await expect(refused).rejects.toBeInstanceOf(ApiError);
  await expect(refused).rejects.toMatchObject({ code: "unavailable", requestId: null });
});
