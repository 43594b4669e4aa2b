import { Extension } from "@tiptap/core";
import type { EditorState } from "@tiptap/pm/state";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { FlowBinding } from "#services/documents/schema/flow/bind-flow.ts";
import { anchorAt, positionOf } from "#services/documents/schema/flow/flow-positions.ts";
import { findBinding } from "./flow-editing.ts";
import { noticeSelection } from "./notice-selection.ts";

interface FlowCaretsOptions {
  awareness: Awareness;
  /** Shown to others beside the caret until the server's own words for this person arrive. */
  user: { readonly name: string; readonly color: string };
  render: (user: Record<string, unknown>) => HTMLElement;
}

const caretsKey = new PluginKey<DecorationSet>("flowCarets");
const colorForm = /^#[0-9a-fA-F]{6}$/;

/** Shows where others write, and tells them where this person does. */
export const FlowCarets = Extension.create<FlowCaretsOptions>({
  name: "flowCarets",
  priority: 999,
  addProseMirrorPlugins() {
    const { awareness, user, render } = this.options;
    return [
      new Plugin<DecorationSet>({
        key: caretsKey,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, carets) {
            const given: unknown = transaction.getMeta(caretsKey);
            return given instanceof DecorationSet ? given : carets.map(transaction.mapping, transaction.doc);
          },
        },
        props: { decorations: (state) => caretsKey.getState(state) },
        view: (view) => shareCarets(view, { awareness, user, render }),
      }),
    ];
  },
});

function shareCarets(view: EditorView, { awareness, user, render }: FlowCaretsOptions) {
  const show = () => {
    const binding = findBinding(view);
    if (binding === undefined || view.isDestroyed) return;
    noticeSelection(view);
    view.dispatch(view.state.tr.setMeta(caretsKey, drawCarets(view.state, { awareness, render, binding })));
  };
  const follow = ({ added, updated, removed }: Record<"added" | "updated" | "removed", readonly number[]>) => {
    if ([...added, ...updated, ...removed].some((id) => id !== awareness.clientID)) show();
  };
  /** A caret may stand in words that came after it. */
  const followWords = (transaction: Y.Transaction) => {
    if (!transaction.local && awareness.getStates().size > 1) queueMicrotask(show);
  };
  awareness.setLocalStateField("user", user);
  awareness.on("change", follow);
  awareness.doc.on("afterTransaction", followWords);
  queueMicrotask(show);

  function tell(): void {
    const binding = findBinding(view);
    const known: unknown = awareness.getLocalState()?.["cursor"];
    const cursor = binding !== undefined && view.hasFocus() ? describeCaret(view.state, binding) : null;
    if (JSON.stringify(known ?? null) !== JSON.stringify(cursor)) awareness.setLocalStateField("cursor", cursor);
  }
  view.dom.addEventListener("focusin", tell);
  view.dom.addEventListener("focusout", tell);
  return {
    update: tell,
    destroy() {
      view.dom.removeEventListener("focusin", tell);
      view.dom.removeEventListener("focusout", tell);
      awareness.off("change", follow);
      awareness.doc.off("afterTransaction", followWords);
      awareness.setLocalStateField("cursor", null);
    },
  };
}

function describeCaret(state: EditorState, binding: FlowBinding) {
  const shown = binding.shown();
  const [anchor, head] = [
    anchorAt(shown, state.doc, state.selection.anchor),
    anchorAt(shown, state.doc, state.selection.head),
  ];
  if (anchor === undefined || head === undefined) return null;
  return { anchor: Y.relativePositionToJSON(anchor), head: Y.relativePositionToJSON(head) };
}

interface CaretsOfOthers extends Pick<FlowCaretsOptions, "awareness" | "render"> {
  readonly binding: FlowBinding;
}

function drawCarets(state: EditorState, { awareness, render, binding }: CaretsOfOthers): DecorationSet {
  const carets: Decoration[] = [];
  const shown = binding.shown();
  for (const [clientId, told] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue;
    const { cursor, user }: { cursor?: unknown; user?: unknown } = told;
    const places = readCaret(cursor);
    if (places === undefined || typeof user !== "object" || user === null) continue;
    const anchor = positionOf(binding.flow, shown, places.anchor);
    const head = positionOf(binding.flow, shown, places.head);
    if (anchor === undefined || head === undefined || Math.max(anchor, head) > state.doc.content.size) continue;
    const person: Record<string, unknown> = { ...user };
    // Drawn anew where the person moves it, which shows their name again; not where others push it.
    const key = `${clientId} ${JSON.stringify(places.head)}`;
    carets.push(Decoration.widget(head, () => render(person), { key, side: 10 }));
    const color = typeof person["color"] === "string" && colorForm.test(person["color"]) ? person["color"] : undefined;
    if (color === undefined || anchor === head) continue;
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    carets.push(Decoration.inline(from, to, { style: `background-color: ${color}70` }, { inclusiveEnd: true }));
  }
  return DecorationSet.create(state.doc, carets);
}

function readCaret(
  cursor: unknown,
): { readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition } | undefined {
  if (typeof cursor !== "object" || cursor === null || !("anchor" in cursor) || !("head" in cursor)) return undefined;
  try {
    return {
      anchor: Y.createRelativePositionFromJSON(cursor.anchor),
      head: Y.createRelativePositionFromJSON(cursor.head),
    };
  } catch {
    return undefined;
  }
}
