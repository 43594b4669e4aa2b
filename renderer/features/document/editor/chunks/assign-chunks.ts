import { findChanged } from "#renderer/features/document/editor/changed-blocks.ts";

/** A document of fewer blocks is drawn as it is. */
export const fewestBlocks = 200;
/** How many blocks a chunk begins with … */
export const blocksPerChunk = 40;
/** … and how many it may grow to before it is divided. */
const mostPerChunk = 80;

/** Which chunk each block is drawn in: numbers that rise nowhere twice, neighbours alike. */
export interface Assignment<Block> {
  readonly blocks: readonly Block[];
  readonly chunks: readonly number[];
  /** The next number that was never used. */
  readonly next: number;
}

/**
 * Divides blocks into chunks. Blocks that were there before, told by identity from both ends, stay in their chunk, so that
 * nothing but what changed is drawn again; what is new goes with the block before it. Chunks that have grown are divided.
 * Undefined for a document that is short and was never divided.
 */
export function assignChunks<Block>(
  blocks: readonly Block[],
  before: Assignment<Block> | undefined,
): Assignment<Block> | undefined {
  if (before === undefined) return blocks.length < fewestBlocks ? undefined : divideAfresh(blocks);
  const { start, end } = findChanged(blocks, before.blocks);
  const changed = blocks.length - start - end;
  const wasChanged = before.blocks.length - start - end;
  const replaced = before.chunks.slice(start, start + wasChanged);
  const atLeast = before.chunks[start - 1] ?? replaced[0] ?? before.chunks[start] ?? 0;
  const middle = Array.from({ length: changed }, (_, index) => replaced[index] ?? replaced.at(-1) ?? atLeast);
  const chunks = [...before.chunks.slice(0, start), ...middle, ...before.chunks.slice(before.chunks.length - end)];
  return divideGrown({ blocks, chunks, next: before.next }, { from: start, to: start + changed });
}

function divideAfresh<Block>(blocks: readonly Block[]): Assignment<Block> {
  const chunks = blocks.map((_, index) => Math.floor(index / blocksPerChunk));
  return { blocks, chunks, next: (chunks.at(-1) ?? 0) + 1 };
}

/** Only chunks that hold something between the two places can have grown. */
function divideGrown<Block>(
  assignment: Assignment<Block>,
  { from, to }: { readonly from: number; readonly to: number },
): Assignment<Block> {
  const chunks = [...assignment.chunks];
  let { next } = assignment;
  let start = from;
  while (start > 0 && chunks[start - 1] === chunks[from]) start -= 1;
  while (start < chunks.length && start <= to) {
    const chunk = chunks[start];
    let end = start;
    while (end < chunks.length && chunks[end] === chunk) end += 1;
    for (let cut = start + blocksPerChunk; end - start > mostPerChunk && cut < end; cut += blocksPerChunk) {
      chunks.fill(next, cut, Math.min(end, cut + blocksPerChunk));
      next += 1;
    }
    start = end;
  }
  return { blocks: assignment.blocks, chunks, next };
}
