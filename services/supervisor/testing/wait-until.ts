import { setTimeout as delay } from "node:timers/promises";

const lookEveryMs = 20;
const timeoutMs = 30_000;

/** Asks until the answer is there; for what another process does and tells nobody. */
export async function waitUntil<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error("what the test waits for did not happen");
    await delay(lookEveryMs);
  }
}
