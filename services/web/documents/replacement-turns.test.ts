import { expect, test } from "vitest";
import { createReplacementTurns, type ReplacementOrder } from "./replacement-turns.ts";

const untilEnd = new AbortController().signal;

function orderOf(change: Partial<ReplacementOrder>): ReplacementOrder {
  return { pageId: "page", actorId: "ada", sizeBytes: 0, signal: untilEnd, ...change };
}

/** Work that goes on until it is let go. */
function createWork() {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    end: end.resolve,
    run: () => {
      begun.resolve();
      return end.promise;
    },
  };
}

test("two pages are worked on at a time, and one page by one edit at a time", async () => {
  const turns = createReplacementTurns();
  const begun: string[] = [];
  const works = new Map<string, ReturnType<typeof createWork>>();
  const done = ["a1", "a2", "b1", "c1"].map((name) => {
    const work = createWork();
    works.set(name, work);
    return turns.take(orderOf({ pageId: name.charAt(0) }), () => {
      begun.push(name);
      return work.run();
    });
  });
  await Promise.all([works.get("a1")?.begun, works.get("b1")?.begun]);
  expect(begun).toEqual(["a1", "b1"]);
  works.get("b1")?.end();
  await works.get("c1")?.begun;
  expect(begun).toEqual(["a1", "b1", "c1"]);
  for (const work of works.values()) work.end();
  await Promise.all(done);
  expect(begun).toEqual(["a1", "b1", "c1", "a2"]);
});

test("work that fails gives its turn on", async () => {
  const turns = createReplacementTurns();
  await expect(turns.take(orderOf({}), () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await turns.take(orderOf({}), async () => "next")).toBe("next");
});

test("what waits is bounded for one person and for all, and others get in until then", async () => {
  const turns = createReplacementTurns();
  const work = createWork();
  const taken: Promise<void>[] = [turns.take(orderOf({}), work.run)];
  await work.begun;
  const fill = (actorId: string) => {
    for (let count = 0; count < 6; count += 1) {
      taken.push(turns.take(orderOf({ actorId, sizeBytes: 5_000_000 }), async () => undefined));
    }
  };
  const oneMore = (actorId: string) => turns.take(orderOf({ actorId, sizeBytes: 5_000_000 }), async () => undefined);
  fill("ada");
  await expect(oneMore("ada")).rejects.toMatchObject({ code: "rate-limited" });
  fill("ben");
  await expect(oneMore("cleo")).rejects.toMatchObject({ code: "rate-limited" });
  work.end();
  await Promise.all(taken);
  await oneMore("ada");
});

test("who goes away leaves the queue", async () => {
  const turns = createReplacementTurns();
  const work = createWork();
  const first = turns.take(orderOf({}), work.run);
  await work.begun;
  const leaving = new AbortController();
  let hasRun = false;
  const left = turns.take(orderOf({ signal: leaving.signal }), async () => {
    hasRun = true;
  });
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: "unavailable" });
  work.end();
  await first;
  await turns.take(orderOf({}), async () => undefined);
  expect(hasRun).toBe(false);
});
