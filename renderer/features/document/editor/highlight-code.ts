import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { createLowlight } from "lowlight";
import { findChanged } from "./changed-blocks.ts";

type Highlighter = ReturnType<typeof createLowlight>;

interface Token {
  readonly from: number;
  readonly to: number;
  readonly className: string;
}

interface HighlightState {
  readonly highlighter: Highlighter | undefined;
  readonly decorations: DecorationSet;
}

/** Longer code stays plain: colouring it would be felt at every key. */
const maxCharacters = 20_000;
const key = new PluginKey<HighlightState>("highlightCode");
/** A node never changes, so its tokens are found once. */
const tokensByNode = new WeakMap<Node, readonly Token[]>();

/** Colours code blocks that name a language; the grammars are fetched when the first such block is met. */
export const HighlightCode = Extension.create({
  name: "highlightCode",
  addProseMirrorPlugins() {
    return [createHighlightPlugin()];
  },
});

function createHighlightPlugin(): Plugin<HighlightState> {
  return new Plugin<HighlightState>({
    key,
    state: {
      init: () => ({ highlighter: undefined, decorations: DecorationSet.empty }),
      apply: applyTransaction,
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations ?? null,
    },
    view: (view) => {
      let isAsked = false;
      const fetchWhenNeeded = (current: EditorView, before?: Node) => {
        if (isAsked || current.state.doc === before || !namesLanguage(current.state.doc, before)) return;
        isAsked = true;
        fetchHighlighter(current);
      };
      fetchWhenNeeded(view);
      return { update: (current, previous) => fetchWhenNeeded(current, previous.doc) };
    },
  });
}

function applyTransaction(transaction: Transaction, state: HighlightState): HighlightState {
  const meta: unknown = transaction.getMeta(key);
  const highlighter = isHighlighter(meta) ? meta : state.highlighter;
  if (highlighter === undefined) {
    return state;
  }
  if (highlighter !== state.highlighter) {
    return { highlighter, decorations: decorate(transaction.doc, highlighter) };
  }
  if (!transaction.docChanged) {
    return state;
  }
  return { highlighter, decorations: redecorate(transaction, { ...state, highlighter }) };
}

/** Only code blocks that the transaction touched are looked at again. */
function redecorate(
  transaction: Transaction,
  { highlighter, decorations }: { highlighter: Highlighter; decorations: DecorationSet },
): DecorationSet {
  const { doc, mapping } = transaction;
  let next = decorations.map(mapping, doc);
  for (const [index, map] of mapping.maps.entries()) {
    const rest = mapping.slice(index + 1);
    map.forEach((...[, , start, end]) => {
      const from = Math.max(rest.map(start, -1) - 1, 0);
      const to = Math.min(rest.map(end, 1) + 1, doc.content.size);
      doc.nodesBetween(from, to, (node, position) => {
        if (node.type.name === "codeBlock") {
          next = next
            .remove(next.find(position, position + node.nodeSize))
            .add(doc, decorateBlock(node, position, highlighter));
        }
        return !node.isTextblock;
      });
    });
  }
  return next;
}

function decorate(doc: Node, highlighter: Highlighter): DecorationSet {
  const decorations: Decoration[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === "codeBlock") {
      decorations.push(...decorateBlock(node, position, highlighter));
    }
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, decorations);
}

function decorateBlock(node: Node, position: number, highlighter: Highlighter): Decoration[] {
  const start = position + 1;
  return tokensOf(node, highlighter).map((token) =>
    Decoration.inline(start + token.from, start + token.to, { class: token.className }),
  );
}

function tokensOf(node: Node, highlighter: Highlighter): readonly Token[] {
  const known = tokensByNode.get(node);
  if (known !== undefined) {
    return known;
  }
  const language = languageOf(node);
  const tokens: Token[] = [];
  if (language !== undefined && node.content.size <= maxCharacters && highlighter.registered(language)) {
    collectTokens(highlighter.highlight(language, node.textContent).children, "", { at: 0, tokens });
  }
  tokensByNode.set(node, tokens);
  return tokens;
}

type HighlightedNode = ReturnType<Highlighter["highlight"]>["children"][number];

function collectTokens(
  nodes: readonly HighlightedNode[],
  className: string,
  result: { at: number; readonly tokens: Token[] },
): void {
  for (const node of nodes) {
    if (node.type === "text") {
      const from = result.at;
      result.at += node.value.length;
      if (className !== "") {
        result.tokens.push({ from, to: result.at, className });
      }
    } else if (node.type === "element") {
      const own = node.properties["className"];
      collectTokens(node.children, [className, ...(Array.isArray(own) ? own : [])].join(" ").trim(), result);
    }
  }
}

function languageOf(node: Node): string | undefined {
  const language: unknown = node.attrs["language"];
  return typeof language === "string" && language !== "" ? language : undefined;
}

/** Whether one of the blocks that are new names a language. */
function namesLanguage(now: Node, before?: Node): boolean {
  const { start, end } = findChanged(now.children, before?.children ?? []);
  return now.children.slice(start, now.childCount - end).some(holdsLanguage);
}

function holdsLanguage(node: Node): boolean {
  if (node.type.name === "codeBlock") return languageOf(node) !== undefined;
  return !node.isTextblock && node.children.some(holdsLanguage);
}

/** Without the grammars (offline) code stays plain. */
function fetchHighlighter(view: EditorView): void {
  import("lowlight").then(
    ({ common, createLowlight }) => {
      if (!view.isDestroyed) {
        view.dispatch(view.state.tr.setMeta(key, createLowlight(common)).setMeta("addToHistory", false));
      }
    },
    () => undefined,
  );
}

function isHighlighter(value: unknown): value is Highlighter {
  return typeof value === "object" && value !== null && "highlight" in value && "registered" in value;
}
