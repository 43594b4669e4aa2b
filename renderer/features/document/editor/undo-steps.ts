import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import type * as Y from "yjs";

/** The longest that one step of undoing grows, in milliseconds: some scripts set no blanks between words. */
const longestMs = 3_000;

type Kind = "typing" | "deleting" | "other";

interface Change {
  /** The document before and after. */
  readonly before: Node;
  readonly after: Node;
  readonly maps: readonly StepMap[];
  /** Whether a rule of Markdown made it: it is taken back alone, and leaves the signs as they were typed. */
  readonly isRule: boolean;
}

interface Described {
  readonly kind: Kind;
  /** Where it begins and ends in the document after it. */
  readonly from: number;
  readonly to: number;
  readonly beginsWord: boolean;
}

/**
 * Tells the undo manager, before a change is written, whether the change is a step of its own: each word with the blank
 * before it is one, and all else that is done at once. Pauses end a step by the manager's own time.
 */
export function createUndoSteps(undoing: Y.UndoManager): (change: Change) => void {
  let last: Pick<Described, "kind" | "to"> = { kind: "other", to: -1 };
  let begunAt = 0;
  return (change) => {
    const now = describe(change);
    const goesOn = now.kind === last.kind && isBeside(now, last.to);
    const isOld = Date.now() - begunAt > longestMs;
    if (now.kind === "other" || !goesOn || now.beginsWord || isOld) {
      undoing.stopCapturing();
      begunAt = Date.now();
    }
    last = now;
  };
}

function isBeside({ kind, from, to }: Described, place: number): boolean {
  return kind === "typing" ? from === place : Math.abs(place - to) <= 1;
}

function describe({ before, after, maps, isRule }: Change): Described {
  const other = { kind: "other", from: -1, to: -1, beginsWord: false } as const;
  const ranges: { from: number; to: number; removed: number; oldFrom: number }[] = [];
  for (const map of maps) {
    map.forEach((...[oldFrom, oldTo, from, to]) => {
      ranges.push({ from, to, removed: oldTo - oldFrom, oldFrom });
    });
  }
  const [only, ...more] = ranges;
  if (only === undefined || more.length > 0 || isRule) return other;
  const { from, to, removed, oldFrom } = only;
  const text = after.textBetween(from, to, "\n", "\ufffc");
  const gone = before.textBetween(oldFrom, oldFrom + removed, "\n", "\ufffc");
  if (text.length !== to - from || gone.length !== removed || !after.resolve(from).parent.isTextblock) return other;
  if (removed === 1 && text === "") return { kind: "deleting", from, to, beginsWord: false };
  if (removed > 0) return other;
  const previous = after.textBetween(Math.max(from - 1, 0), from, "\n", "\ufffc");
  return { kind: "typing", from, to, beginsWord: /^\s/.test(text) && /\S/.test(previous) };
}
