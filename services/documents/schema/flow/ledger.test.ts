import fc from "fast-check";
import { expect, test } from "vitest";
import { plantBlocks } from "./testing/editing.ts";
import { createHeadlessEditor } from "./testing/headless-editor.ts";
import { anyGesture, anySteps, createRoom, play } from "./testing/ledger.ts";
import { createTreeEditor } from "./testing/tree-editor.ts";

const runs = 2_000;
const timeoutMs = 300_000;

test(
  "whatever three people and a program do, every character that nobody deleted stands once, at everyone, in a valid document",
  () => {
    fc.assert(
      fc.property(anySteps, (steps) => play(steps, createHeadlessEditor)),
      { numRuns: runs },
    );
  },
  timeoutMs,
);

test(
  "what one person makes of a document is what it says",
  () => {
    const gestures = fc.array(anyGesture, { maxLength: 40, size: "max" });
    fc.assert(
      fc.property(gestures, (made) => {
        const room = createRoom(createHeadlessEditor);
        const [seat] = room.seats;
        if (seat === undefined) return;
        plantBlocks(seat.editor, room.typingAt(seat));
        for (const gesture of made) room.gesture(seat, gesture);
        expect(seat.editor.corrections()).toBe(0);
      }),
      { numRuns: 300 },
    );
  },
  timeoutMs,
);

test("the same ledger finds what the binding of trees loses", () => {
  const found = fc.check(
    fc.property(anySteps, (steps) =>
      play(
        steps.filter(({ kind }) => kind !== "replace"),
        createTreeEditor,
      ),
    ),
    { numRuns: 200, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
  expect(String(found.errorInstance)).toMatch(/characters that do not stand once|takes words of others/);
});
