// @vitest-environment node
import { createServer, type ServerResponse } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createRequestLine } from "./request-line.ts";

/** A server whose answers are held until the test lets them go. */
async function serveSlowly() {
  const asked: string[] = [];
  const held = new Map<string, ServerResponse>();
  const waiting = new Map<string, () => void>();
  const server = createServer((request, response) => {
    const name = `${request.method} ${request.url}`;
    asked.push(name);
    held.set(name, response);
    waiting.get(name)?.();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    arrival: (name: string) =>
      asked.includes(name) ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(name, resolve)),
    answer: (name: string) => held.get(name)?.end(name),
  };
}

test("a read that is on its way is taken back, and made again when the line opens", async () => {
  const { origin, asked, arrival, answer } = await serveSlowly();
  const line = createRequestLine(fetch);
  const read = line.fetch(`${origin}/drives`);
  await arrival("GET /drives");
  await line.shut();
  asked.length = 0;
  line.open();
  await arrival("GET /drives");
  answer("GET /drives");
  expect(await (await read).text()).toBe("GET /drives");
});

test("a change that is on its way arrives before the line is shut", async () => {
  const { origin, arrival, answer } = await serveSlowly();
  const line = createRequestLine(fetch);
  const order: string[] = [];
  const change = line.fetch(`${origin}/title`, { method: "PATCH" }).then(() => order.push("arrived"));
  await arrival("PATCH /title");
  const shut = line.shut().then(() => order.push("shut"));
  answer("PATCH /title");
  await Promise.all([change, shut]);
  expect(order).toEqual(["arrived", "shut"]);
});

test("nothing is asked while the line is shut, and who gives up waiting is told so", async () => {
  const { origin, asked, answer, arrival } = await serveSlowly();
  const line = createRequestLine(fetch);
  await line.shut();
  const giveUp = new AbortController();
  const given = line.fetch(`${origin}/given-up`, { signal: giveUp.signal });
  const kept = line.fetch(`${origin}/tokens`, { method: "POST" });
  giveUp.abort(new Error("Enough."));
  await expect(given).rejects.toThrow("Enough.");
  expect(asked).toEqual([]);
  line.open();
  await arrival("POST /tokens");
  answer("POST /tokens");
  expect((await kept).ok).toBe(true);
});
