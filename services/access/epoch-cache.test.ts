import { expect, test } from "vitest";
import { createEpochCache } from "#services/access/epoch-cache.ts";

function openCache() {
  const clock = { now: 0 };
  const raised: string[] = [];
  const cache = createEpochCache<string>({ now: () => clock.now, onRaised: (id) => raised.push(id) });
  cache.confirm(0);
  return { cache, clock, raised };
}
const value = {
  value: "edit",
  subjects: [
    { id: "user", epoch: 1 },
    { id: "drive", epoch: 4 },
  ],
  endsInMs: null,
};

test("a value counts until one of its subjects is raised", () => {
  const { cache, raised } = openCache();
  cache.store("key", value, cache.generation());
  expect(cache.find("key")).toBe("edit");
  cache.announce("drive", 5);
  expect(cache.find("key")).toBeUndefined();
  expect(raised).toEqual(["drive"]);
});

test("a value read before a change that is announced meanwhile is not kept", () => {
  const { cache } = openCache();
  const generation = cache.generation();
  cache.announce("drive", 5);
  cache.store("key", value, generation);
  expect(cache.find("key")).toBeUndefined();
});

test("nothing cached counts once the comparison with PostgreSQL is five seconds old", () => {
  const { cache, clock } = openCache();
  cache.store("key", value, cache.generation());
  clock.now = 5_000;
  expect(cache.find("key")).toBe("edit");
  clock.now = 5_001;
  expect(cache.find("key")).toBeUndefined();
  cache.confirm(clock.now);
  expect(cache.find("key")).toBe("edit");
});

test("a value ends after a minute, or with the grant it rests on", () => {
  const { cache, clock } = openCache();
  cache.store("long", value, cache.generation());
  cache.store("short", { ...value, endsInMs: 1_000 }, cache.generation());
  clock.now = 1_000;
  expect(cache.find("short")).toBeUndefined();
  expect(cache.find("long")).toBe("edit");
  clock.now = 60_000;
  cache.confirm(clock.now);
  expect(cache.find("long")).toBeUndefined();
});

test("an epoch learned by comparing voids older values and is told, an equal one is not", () => {
  const { cache, raised } = openCache();
  cache.store("key", value, cache.generation());
  cache.learn("user", 1);
  expect(cache.find("key")).toBe("edit");
  cache.learn("user", 2);
  expect(cache.find("key")).toBeUndefined();
  expect(raised).toEqual(["user"]);
});

test("what is forgotten or cleared is gone, and what was being read then is not kept", () => {
  const { cache } = openCache();
  cache.store("key", value, cache.generation());
  const generation = cache.generation();
  cache.forget("drive");
  expect(cache.find("key")).toBeUndefined();
  cache.store("key", value, generation);
  expect(cache.find("key")).toBeUndefined();
  cache.store("key", value, cache.generation());
  cache.clear();
  expect(cache.find("key")).toBeUndefined();
});

test("only subjects of what is kept are compared, beside those that are watched", () => {
  const { cache, clock } = openCache();
  cache.store("key", value, cache.generation());
  cache.announce("stranger", 3);
  expect(cache.listSubjects(["session"])).toEqual(new Set(["session", "user", "drive"]));
  expect(cache.knows("stranger")).toBe(false);
  clock.now = 60_000;
  expect(cache.listSubjects([])).toEqual(new Set());
});

test("the oldest values make room for new ones", () => {
  const { cache } = openCache();
  for (let number = 0; number <= 20_000; number += 1) cache.store(`key ${number}`, value, cache.generation());
  expect(cache.find("key 0")).toBeUndefined();
  expect(cache.find("key 1")).toBe("edit");
});
