import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { joinByInvite, ownerDetails, type Person, setUpOwner, signIn } from "./stack/person.ts";
import { removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";
import { startTyping, type Typist } from "./stack/typist.ts";

const kills = 24;
const victims = ["web", "realtime", "processor", "postgres"] as const;
/** New words each person has saved between two kills, at most; at least one. */
const wordsBetweenKills = 8;

let stack: Stack;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  stack = await startStack();
  ada = await setUpOwner(stack);
});
afterAll(async () => {
  await stack.stop();
  removeDataDirectory(stack.dataDirectory);
});

/** Types a word whenever the last one went out, for as long as it is not stopped. */
function keepTyping(typist: Typist, name: string): () => void {
  let count = 0;
  const timer = setInterval(() => typist.type(`${name}${++count}`), 10);
  return () => clearInterval(timer);
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32), so that a failure can be run again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Each process as often as the others, in a random order. */
function drawVictims(random: () => number): (typeof victims)[number][] {
  const drawn = Array.from({ length: kills / victims.length }, () => victims).flat();
  return drawn
    .map((name) => ({ name, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ name }) => name);
}

function describeLoss(name: string, typist: Typist, present: ReadonlySet<string>): string[] {
  return [...typist.saved].filter((word) => !present.has(word)).map((word) => `${name}: ${word}`);
}

it("keeps every word shown as saved while processes are killed at random, and comes back by itself", async () => {
  const drive = await ada.client.call("drives.create", { name: "Science week" });
  ben = await joinByInvite(ada, drive.id, "Ben");
  const page = await ada.client.call("pages.create", { driveId: drive.id, type: "document", title: "Programme" });
  using first = startTyping(ada, page.id);
  using second = startTyping(ben, page.id);
  const seed = Date.now() % 1_000_000;
  const random = createRandom(seed);
  let killed = 0;
  const stopTyping = [keepTyping(first, "ada"), keepTyping(second, "ben")];
  try {
    for (const [kill, victim] of drawVictims(random).entries()) {
      const goals = [first, second].map(({ saved }) => saved.size + 1 + Math.floor(random() * wordsBetweenKills));
      await first.until(() => first.saved.size >= (goals[0] ?? 0), `Ada types on before kill ${kill}, seed ${seed}`);
      await second.until(() => second.saved.size >= (goals[1] ?? 0), `Ben types on before kill ${kill}, seed ${seed}`);
      const pid = await vi.waitUntil(() => stack.pidOf(victim), { timeout: 60_000, interval: 20 });
      process.kill(pid, "SIGKILL");
      killed += 1;
    }
  } finally {
    for (const stop of stopTyping) stop();
  }
  await first.until(() => first.saved.size === first.typed.size, "all of Ada's words are saved in the end");
  await second.until(() => second.saved.size === second.typed.size, "all of Ben's words are saved in the end");
  const words = new Set([...first.typed, ...second.typed]);
  await first.until(() => first.read().size >= words.size, "Ada sees everything");
  await second.until(() => second.read().size >= words.size, "Ben sees everything");
  expect(first.read()).toEqual(second.read());

  await stack.kill();
  stack = await startStack({ dataDirectory: stack.dataDirectory });
  ada = await signIn(stack.origin, ownerDetails);
  const { content } = await ada.client.call("documents.read", { pageId: page.id, format: "text" });
  const present = new Set(content.split(/\s+/));
  expect(killed, `seed ${seed}`).toBe(kills);
  expect(words.size).toBeGreaterThan(2 * kills);
  expect([...describeLoss("Ada", first, present), ...describeLoss("Ben", second, present)], `seed ${seed}`).toEqual([]);
});
