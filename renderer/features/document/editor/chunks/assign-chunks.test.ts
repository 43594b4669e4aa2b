import fc from "fast-check";
import { expect, test } from "vitest";
import { type Assignment, assignChunks, blocksPerChunk, fewestBlocks } from "./assign-chunks.ts";

interface Block {
  readonly id: number;
}

const list = (length: number): Block[] => Array.from({ length }, (_, id) => ({ id }));

test("a short document is not divided, and one that was stays so", () => {
  expect(assignChunks(list(fewestBlocks - 1), undefined)).toBeUndefined();
  const divided = assignChunks(list(fewestBlocks), undefined);
  expect(new Set(divided?.chunks).size).toBe(fewestBlocks / blocksPerChunk);
  expect(assignChunks(list(3), divided)?.chunks).toHaveLength(3);
});

test("a block whose words change stays in its chunk, and so do all others", () => {
  const blocks = list(1_000);
  const before = assignChunks(blocks, undefined);
  const after = assignChunks(blocks.with(517, { id: -1 }), before);
  expect(after?.chunks).toEqual(before?.chunks);
});

test("through any edits neighbours stay together, chunks stay small and what did not change stays where it was", () => {
  const edit = fc.record({ at: fc.nat(2_000), deleted: fc.nat(400), inserted: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      let blocks = list(600);
      let assignment: Assignment<Block> | undefined = assignChunks(blocks, undefined);
      for (const { at, deleted, inserted } of edits) {
        blocks = blocks.toSpliced(Math.min(at, blocks.length), deleted, ...list(inserted));
        assignment = assignChunks(blocks, assignment);
        const chunks = assignment?.chunks ?? [];
        expect(chunks).toHaveLength(blocks.length);
        const runs = chunks.filter((chunk, index) => chunk !== chunks[index - 1]);
        expect(new Set(runs).size).toBe(runs.length);
        for (const run of runs) {
          expect(chunks.filter((chunk) => chunk === run).length).toBeLessThanOrEqual(2 * blocksPerChunk);
        }
      }
    }),
    { numRuns: 100 },
  );
});
