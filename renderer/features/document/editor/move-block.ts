import { Extension } from "@tiptap/core";
import { type EditorState, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";

const movableItems: ReadonlySet<string> = new Set(["listItem", "taskItem"]);

/** Alt-↑ and Alt-↓ move the list item or block that holds the selection past its neighbour. */
export const MoveBlock = Extension.create({
  name: "moveBlock",
  addKeyboardShortcuts() {
    const move =
      (direction: -1 | 1) =>
      ({ editor }: { editor: { state: EditorState; view: { dispatch(transaction: Transaction): void } } }) => {
        const transaction = moveBlock(editor.state, direction);
        if (transaction !== undefined) {
          editor.view.dispatch(transaction.scrollIntoView());
        }
        return true;
      };
    return { "Alt-ArrowUp": move(-1), "Alt-ArrowDown": move(1) };
  },
});

/** The change that moves the selected block one place up (-1) or down (1); undefined where it is at the end already. */
export function moveBlock(state: EditorState, direction: -1 | 1): Transaction | undefined {
  const { $from, $to } = state.selection;
  const isNode = state.selection instanceof NodeSelection;
  const depths = isNode && $from.depth === 0 ? [0] : candidateDepths(state);
  for (const depth of depths) {
    const parent = $from.node(depth);
    const first = $from.index(depth);
    const last = isNode && depth === $from.depth ? first : $to.indexAfter(depth) - 1;
    const neighbour = direction === -1 ? first - 1 : last + 1;
    if (neighbour < 0 || neighbour >= parent.childCount || last < first) {
      continue;
    }
    const start = $from.posAtIndex(first, depth);
    const end = $from.posAtIndex(last + 1, depth);
    const other = parent.child(neighbour);
    const moved = state.doc.slice(start, end).content;
    const target = direction === -1 ? start - other.nodeSize : start + other.nodeSize;
    const transaction = state.tr.delete(start, end);
    transaction.insert(target, moved);
    const shift = target - start;
    transaction.setSelection(
      isNode
        ? NodeSelection.create(transaction.doc, state.selection.from + shift)
        : TextSelection.create(transaction.doc, state.selection.anchor + shift, state.selection.head + shift),
    );
    return transaction;
  }
  return undefined;
}

/** Depths of the parents whose children may trade places: the innermost list first, the document last. */
function candidateDepths(state: EditorState): readonly number[] {
  const { $from, $to } = state.selection;
  const shared = $from.sharedDepth($to.pos);
  const depths: number[] = [];
  for (let depth = Math.min(shared, $from.depth - 1); depth > 0; depth--) {
    if (movableItems.has($from.node(depth + 1).type.name)) {
      depths.push(depth);
    }
  }
  return [...depths, 0];
}
