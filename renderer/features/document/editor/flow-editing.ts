import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { StepMap } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import type * as Y from "yjs";
import { editorOrigin } from "#renderer/features/document/editor-origin.ts";
import { bindFlow, type FlowBinding } from "#services/documents/schema/flow/bind-flow.ts";
import { replaceDifference } from "#services/documents/schema/flow/change-editor.ts";
import { anchorAt, positionOf } from "#services/documents/schema/flow/flow-positions.ts";
import { keepThrough } from "#services/documents/schema/flow/kept-ranges.ts";
import { isRuleChange } from "./literal-first.ts";
import { noticeSelection } from "./notice-selection.ts";
import { createUndoSteps } from "./undo-steps.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    flowEditing: {
      /** Takes back one's own last change, and nothing of others. */
      undo: () => ReturnType;
      redo: () => ReturnType;
    };
  }
}

interface FlowEditingOptions {
  doc: Y.Doc;
  undoing: Y.UndoManager;
}

/** What was done since the editor and the document last said the same. */
interface Pending {
  /** The document then, or after each later change. */
  readonly doc: Node;
  maps: readonly StepMap[];
  previous: Pending | undefined;
  /** Whether a rule of Markdown led here. */
  readonly isRule: boolean;
}

interface Selected {
  readonly anchor: Y.RelativePosition;
  readonly head: Y.RelativePosition;
}

interface FlowState {
  readonly pending: Pending;
}

/** The plugin's key; a transaction that has it as meta follows what others wrote, or an undo. */
export const flowKey = new PluginKey<FlowState>("flowEditing");

interface Bound {
  readonly binding: FlowBinding;
  readonly update: (view: EditorView, before: EditorState) => void;
  readonly end: () => void;
}

/** What joins a view and its document, for as long as the editor lives: plugins' views are made anew with each plugin that comes. */
const bound = new WeakMap<EditorView, Bound>();

/** The binding of a view; undefined before it is there. */
export function findBinding(view: EditorView): FlowBinding | undefined {
  return bound.get(view)?.binding;
}

/** Writes what is edited into the document's flow of words, and shows what others wrote. */
export const FlowEditing = Extension.create<FlowEditingOptions>({
  name: "flowEditing",
  priority: 1_000,
  addCommands() {
    const { undoing } = this.options;
    return {
      undo:
        () =>
        ({ dispatch, tr }) => {
          tr.setMeta("preventDispatch", true);
          if (undoing.undoStack.length === 0) return false;
          if (dispatch) undoing.undo();
          return true;
        },
      redo:
        () =>
        ({ dispatch, tr }) => {
          tr.setMeta("preventDispatch", true);
          if (undoing.redoStack.length === 0) return false;
          if (dispatch) undoing.redo();
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    return {
      "Mod-z": () => this.editor.commands.undo(),
      "Mod-y": () => this.editor.commands.redo(),
      "Shift-Mod-z": () => this.editor.commands.redo(),
    };
  },
  addProseMirrorPlugins() {
    return [createFlowPlugin(this.options)];
  },
  onDestroy() {
    bound.get(this.editor.view)?.end();
  },
});

function createFlowPlugin({ doc, undoing }: FlowEditingOptions): Plugin<FlowState> {
  return new Plugin<FlowState>({
    key: flowKey,
    state: {
      init: (_config, state) => ({ pending: { doc: state.doc, maps: [], previous: undefined, isRule: false } }),
      apply(...[transaction, value, , state]) {
        if (transaction.getMeta(flowKey) !== undefined) {
          return { pending: { doc: state.doc, maps: [], previous: undefined, isRule: false } };
        }
        if (!transaction.docChanged) return value;
        const isRule = value.pending.isRule || isRuleChange(transaction, state);
        return { pending: { doc: state.doc, maps: transaction.mapping.maps, previous: value.pending, isRule } };
      },
    },
    view: (view) => {
      const { update } = bound.get(view) ?? bindView(view, doc, undoing);
      return { update };
    },
  });
}

function bindView(view: EditorView, doc: Y.Doc, undoing: Y.UndoManager): Bound {
  const binding = bindFlow({ doc, schema: view.state.schema, origin: editorOrigin, onChange: follow });
  /** Where the selection is, told so that it stays there through what others write. */
  let selected: Selected | undefined;
  const noteStep = createUndoSteps(undoing);

  function describeSelection(state: EditorState): Selected | undefined {
    if (!(state.selection instanceof TextSelection)) return undefined;
    const shown = binding.shown();
    const anchor = anchorAt(shown, state.doc, state.selection.anchor);
    const head = state.selection.empty ? anchor : anchorAt(shown, state.doc, state.selection.head);
    return anchor === undefined || head === undefined ? undefined : { anchor, head };
  }

  function select(transaction: Transaction, { anchor, head }: Selected): void {
    const shown = binding.shown();
    const [from, to] = [positionOf(binding.flow, shown, anchor), positionOf(binding.flow, shown, head)];
    if (from === undefined || to === undefined) return;
    transaction.setSelection(TextSelection.between(transaction.doc.resolve(from), transaction.doc.resolve(to)));
  }

  /** Brings the editor to what the document says. */
  function follow(): void {
    const { doc: shown } = binding.shown();
    const transaction = replaceDifference(view.state.tr, shown);
    if (transaction.docChanged && selected !== undefined) select(transaction, selected);
    // Chosen for what is typed next; steps clear it.
    if (view.state.storedMarks !== null) transaction.setStoredMarks(view.state.storedMarks);
    view.dispatch(transaction.setMeta(flowKey, true).setMeta("addToHistory", false));
    binding.adopt(view.state.doc);
  }

  function settle(): void {
    const pending = flowKey.getState(view.state)?.pending;
    if (pending === undefined) return;
    pending.maps = [];
    pending.previous = undefined;
  }

  function write(): void {
    const maps: (readonly StepMap[])[] = [];
    let at = flowKey.getState(view.state)?.pending;
    for (; at?.previous !== undefined; at = at.previous) maps.unshift(at.maps);
    if (at === undefined || maps.length === 0) return;
    const isRule = flowKey.getState(view.state)?.pending.isRule === true;
    noteStep({ before: at.doc, after: view.state.doc, maps: maps.flat(), isRule });
    binding.write(view.state.doc, keepThrough(at.doc.content.size, maps.flat()));
    settle();
    if (binding.shown().doc !== view.state.doc) follow();
  }

  const noteSelection = ({ stackItem }: { readonly stackItem: { readonly meta: Map<unknown, unknown> } }) => {
    if (selected !== undefined && !stackItem.meta.has(flowKey)) stackItem.meta.set(flowKey, selected);
  };
  const restoreSelection = ({ stackItem }: { readonly stackItem: { readonly meta: Map<unknown, unknown> } }) => {
    const kept = stackItem.meta.get(flowKey);
    if (!isSelected(kept)) return;
    const transaction = view.state.tr;
    select(transaction, kept);
    view.dispatch(transaction.scrollIntoView());
  };
  /** While the document still says what the editor shows: the place of a selection is told by that. */
  const expectOthers = ({ local }: Y.Transaction) => {
    if (!local) noticeSelection(view);
  };
  doc.on("beforeTransaction", expectOthers);
  undoing.on("stack-item-added", noteSelection);
  undoing.on("stack-item-popped", restoreSelection);

  const joined: Bound = {
    binding,
    update(_view, before) {
      if (view.state.doc !== before.doc) write();
      selected = describeSelection(view.state);
    },
    end() {
      doc.off("beforeTransaction", expectOthers);
      undoing.off("stack-item-added", noteSelection);
      undoing.off("stack-item-popped", restoreSelection);
      bound.delete(view);
      binding.destroy();
    },
  };
  bound.set(view, joined);
  if (!binding.shown().doc.eq(view.state.doc)) follow();
  else binding.adopt(view.state.doc);
  selected = describeSelection(view.state);
  return joined;
}

function isSelected(value: unknown): value is Selected {
  return typeof value === "object" && value !== null && "anchor" in value && "head" in value;
}
