import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { differingChildren } from "./located-blocks.ts";

/** Makes a transaction lead to another document by the least that it can replace. */
export function replaceDifference(transaction: Transaction, after: Node): Transaction {
  const before = transaction.doc;
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return transaction;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  try {
    transaction.replace(start, end.a + overlap, after.slice(start, end.b + overlap));
  } catch {
    // The two ends do not fit one another: the blocks are replaced as a whole.
  }
  if (!transaction.doc.eq(after)) {
    const children = differingChildren(transaction.doc, after);
    const at = (doc: Node, index: number) => {
      let pos = 0;
      for (let child = 0; child < index; child++) pos += doc.child(child).nodeSize;
      return pos;
    };
    const [from, to] = [at(transaction.doc, children.before.from), at(transaction.doc, children.before.to)];
    const content = after.slice(at(after, children.after.from), at(after, children.after.to)).content;
    transaction.replaceWith(from, to, content);
  }
  return transaction;
}
