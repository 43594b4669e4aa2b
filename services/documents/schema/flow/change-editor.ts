import { Fragment, type Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";

/** A run of children that differ, on each side. */
interface Hunk {
  readonly before: readonly Node[];
  readonly after: readonly Node[];
  /** The position before the first of them in the old document. */
  readonly pos: number;
}

/** Makes a transaction lead to another document by the least that it can replace: children of the document that stay are not touched. */
export function replaceDifference(transaction: Transaction, target: Node): Transaction {
  for (const hunk of findHunks(transaction.doc, target).reverse()) replaceHunk(transaction, hunk);
  if (!transaction.doc.eq(target)) transaction.replaceWith(0, transaction.doc.content.size, target.content);
  return transaction;
}

/** What lies between children that are the very same node on both sides. */
function findHunks(doc: Node, target: Node): Hunk[] {
  const [was, is] = [doc.children, target.children];
  const places = new Map(was.map((node, index) => [node, index]));
  const hunks: Hunk[] = [];
  let from = { before: 0, after: 0 };
  let pos = 0;
  const close = (before: number, after: number) => {
    const gone = was.slice(from.before, before);
    const come = is.slice(from.after, after);
    if (gone.length > 0 || come.length > 0) hunks.push({ before: gone, after: come, pos });
    for (let index = from.before; index <= before; index++) pos += was[index]?.nodeSize ?? 0;
    from = { before: before + 1, after: after + 1 };
  };
  is.forEach((node, after) => {
    const before = places.get(node);
    if (before !== undefined && before >= from.before) close(before, after);
  });
  close(was.length, is.length);
  return hunks;
}

function replaceHunk(transaction: Transaction, { before, after, pos }: Hunk): void {
  const [was] = before;
  const [is] = after;
  if (before.length === 1 && after.length === 1 && was?.isTextblock && is?.isTextblock && was.content.eq(is.content)) {
    // The same words as another kind of block: what points into them goes on pointing there.
    transaction.setNodeMarkup(pos, is.type, is.attrs, is.marks);
    return;
  }
  const [old, now] = [Fragment.fromArray([...before]), Fragment.fromArray([...after])];
  const start = old.findDiffStart(now);
  const end = old.findDiffEnd(now);
  if (start === null || end === null) return;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const steps = transaction.steps.length;
  try {
    const slice = transaction.doc.type.create(null, now).slice(start, end.b + overlap);
    transaction.replace(pos + start, pos + end.a + overlap, slice);
  } catch {
    // The two ends do not fit one another: the children are replaced as a whole.
    if (transaction.steps.length === steps) transaction.replaceWith(pos, pos + old.size, now);
  }
}
