import { expect, it } from "vitest";
import * as Y from "yjs";
import { applyUpdate } from "./apply-update.ts";

/** One writer's changes under two client ids, in turns, as blocks and words are written. */
function makeUpdates(): { readonly updates: readonly Uint8Array[]; readonly text: string } {
  const doc = new Y.Doc();
  const text = doc.getText("words");
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  const turns = [
    [9, 0, "M"],
    [1, 0, "a"],
    [9, 1, "N"],
    [1, 2, "b"],
    [1, 2, "c"],
  ] as const;
  for (const [client, at, words] of turns) {
    doc.clientID = client;
    text.insert(at, words);
  }
  return { updates, text: text.toString() };
}

function applyInOrder(order: readonly number[], apply: (doc: Y.Doc, update: Uint8Array) => void): string {
  const { updates } = makeUpdates();
  const doc = new Y.Doc();
  for (const index of order) apply(doc, updates[index] ?? new Uint8Array());
  return doc.getText("words").toString();
}

function permutations(of: readonly number[]): number[][] {
  if (of.length < 2) return [[...of]];
  return of.flatMap((first) => permutations(of.filter((each) => each !== first)).map((rest) => [first, ...rest]));
}

it("has everything as soon as all has come, in whatever order", () => {
  const { text } = makeUpdates();
  for (const order of permutations([0, 1, 2, 3, 4])) {
    expect(applyInOrder(order, applyUpdate), order.join()).toBe(text);
  }
  // What Yjs alone leaves waiting for ever.
  expect(applyInOrder([4, 2, 0, 1, 3], Y.applyUpdate)).not.toBe(text);
});
