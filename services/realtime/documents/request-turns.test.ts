import { expect, test } from "vitest";
import { createRequestTurns } from "./request-turns.ts";

test("requests about a page run one after the other, those about others meanwhile", async () => {
  const turns = createRequestTurns();
  const first = Promise.withResolvers<void>();
  const order: string[] = [];
  const { promise: last, resolve: end } = Promise.withResolvers<void>();
  turns.take("a", 0, async () => {
    await first.promise;
    order.push("a1");
  });
  turns.take("a", 0, async () => {
    order.push("a2");
    end();
  });
  turns.take("b", 0, async () => {
    order.push("b");
    first.resolve();
  });
  await last;
  expect(order).toEqual(["b", "a1", "a2"]);
});

test("a socket may have 16 MB of requests waiting, and requests that carry nothing count too", async () => {
  const turns = createRequestTurns();
  const { promise, resolve } = Promise.withResolvers<void>();
  const wait = (bytes: number) => turns.take("page", bytes, () => promise);
  for (let count = 0; count < 15; count += 1) expect(wait(1_000_000)).toBe(true);
  expect(wait(1_000_000)).toBe(false);
  let taken = 0;
  while (taken < 100_000 && wait(0)) taken += 1;
  expect(taken).toBe(985);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  resolve();
  await promise;
  expect(turns.take("other", 0, async () => end())).toBe(false);
  await expect.poll(() => turns.take("other", 0, async () => end())).toBe(true);
  await over;
});
