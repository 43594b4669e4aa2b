import fc from "fast-check";
import { expect, test } from "vitest";
import { decideRestart, defaultRestartLimits as limits } from "./restart-policy.ts";

const lives = fc.array(
  fc.record({
    gapMs: fc.nat(60_000),
    readyMs: fc.option(fc.nat(120_000), { nil: undefined }),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  { maxLength: 60 },
);

/** Plays the lives of one process after each other; one decision for each end. */
function play(
  all: readonly { readonly gapMs: number; readonly readyMs: number | undefined; readonly random: number }[],
) {
  let at = 0;
  let history: readonly number[] = [];
  return all.map(({ gapMs, readyMs, random }) => {
    at += gapMs + (readyMs ?? 0);
    const decision = decideRestart(history, {
      at,
      readySince: readyMs === undefined ? undefined : at - readyMs,
      random,
    });
    if (decision.kind === "restart") history = decision.history;
    return { at, readyMs, decision };
  });
}

test("the first end of a process is answered at once", () => {
  const decision = decideRestart([], { at: 5, readySince: 0, random: 0.5 });
  expect(decision).toMatchObject({ kind: "restart", delayMs: 0 });
});

test("a process that was healthy is never given up and starts again at once", () => {
  fc.assert(
    fc.property(lives, (all) => {
      for (const { readyMs, decision } of play(all)) {
        if (readyMs === undefined || readyMs < limits.healthyAfterMs) continue;
        expect(decision).toMatchObject({ kind: "restart", delayMs: 0 });
      }
    }),
  );
});

test("there are never more restarts in a row within the window than allowed, and never a longer wait", () => {
  fc.assert(
    fc.property(lives, (all) => {
      const unhealthy: number[] = [];
      for (const { at, readyMs, decision } of play(all)) {
        if (readyMs !== undefined && readyMs >= limits.healthyAfterMs) unhealthy.length = 0;
        if (decision.kind === "give-up") return;
        expect(decision.delayMs).toBeLessThanOrEqual(limits.longestDelayMs);
        unhealthy.push(at);
        expect(unhealthy.filter((end) => at - end < limits.windowMs).length).toBeLessThanOrEqual(limits.endsInWindow);
      }
    }),
  );
});

test("waits grow while a process keeps ending", () => {
  let history: readonly number[] = [];
  const delays: number[] = [];
  for (let at = 0; at < limits.endsInWindow; at += 1) {
    const decision = decideRestart(history, { at, readySince: undefined, random: 0 });
    if (decision.kind !== "restart") break;
    history = decision.history;
    delays.push(decision.delayMs);
  }
  expect(delays).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]);
  expect(decideRestart(history, { at: 9, readySince: undefined, random: 0 }).kind).toBe("give-up");
});
