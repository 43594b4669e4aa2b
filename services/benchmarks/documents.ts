import { type Node, Slice } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { initProseMirrorDoc, prosemirrorToYXmlFragment, updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { bindFlow } from "#services/documents/schema/flow/bind-flow.ts";
import { replaceDifference } from "#services/documents/schema/flow/change-editor.ts";
import { flowField } from "#services/documents/schema/flow/fields.ts";
import { keepThrough } from "#services/documents/schema/flow/kept-ranges.ts";
import { median, printRow } from "./table.ts";

/**
 * What the document model costs, beside the binding of the editor's tree to a tree of Yjs elements (y-tiptap): loading,
 * a key, a key of somebody else, and the stored size; and the loading of one long history as a single paragraph, beside a
 * plain `Y.Text`.
 */

const sizes = [100, 1_000, 10_000];
const listSize = 5_000;
const loads = 15;
const keys = 400;
/** Keys before the measuring: the program is warm then, as an editor is. */
const warmKeys = 100;
const schema = editorSchema();

/** A document of headings, paragraphs with a bold word, and lists; it has `count` blocks at its root. */
function makeDocument(count: number): Node {
  const text = (index: number) => ({ type: "text", text: `Paragraph ${index} has some words, and a few more.` });
  const bold = { type: "text", text: " bold", marks: [{ type: "bold" }] };
  const content = Array.from({ length: count }, (_, index) => {
    const paragraph = { type: "paragraph", content: [text(index), bold] };
    if (index % 10 === 0) return { type: "heading", attrs: { level: 2 }, content: [text(index)] };
    const item = { type: "listItem", content: [paragraph] };
    return index % 10 === 5 ? { type: "bulletList", content: [item, item] } : paragraph;
  });
  return schema.nodeFromJSON({ type: "doc", content });
}

/** One list of `count` items. */
function makeList(count: number): Node {
  const content = Array.from({ length: count }, (_, index) => ({
    type: "listItem",
    content: [{ type: "paragraph", content: [{ type: "text", text: `Item ${index} has some words.` }] }],
  }));
  return schema.nodeFromJSON({ type: "doc", content: [{ type: "bulletList", content }] });
}

function timed(run: () => void): number {
  const since = performance.now();
  run();
  return performance.now() - since;
}

/** Where the keys go: into the paragraph in the middle. */
function middleOf(node: Node): number {
  const places: number[] = [];
  node.descendants((child, position) => {
    if (child.type.name === "paragraph") places.push(position + 3);
    return !child.isTextblock;
  });
  return places[places.length >> 1] ?? 1;
}

interface Figures {
  readonly bytes: number;
  readonly loadMs: number;
  readonly keyMs: number;
  readonly mergeMs: number;
}

function measureTree(node: Node): Figures {
  const doc = new Y.Doc();
  const tree = doc.getXmlFragment("tree");
  prosemirrorToYXmlFragment(node, tree);
  const stored = Y.encodeStateAsUpdate(doc);
  const open = () => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, stored);
    return initProseMirrorDoc(copy.getXmlFragment("tree"), schema);
  };
  const loadMs = median(Array.from({ length: loads }, () => timed(open)));
  const { doc: shown, mapping } = initProseMirrorDoc(tree, schema);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  let state = EditorState.create({ doc: shown });
  const position = middleOf(shown);
  const keyMs = Array.from({ length: keys }, (_, key) => {
    state = state.apply(state.tr.insertText("x", position + key));
    return timed(() => doc.transact(() => updateYFragment(doc, tree, state.doc, { mapping, isOMark: new Map() })));
  });
  // As its sync plugin does: all nodes are made anew, and the whole document is replaced by them.
  const other = new Y.Doc();
  Y.applyUpdate(other, stored);
  const mergeMs = updates.map((update) =>
    timed(() => {
      Y.applyUpdate(other, update);
      const { doc: now } = initProseMirrorDoc(other.getXmlFragment("tree"), schema);
      state.tr.replace(0, state.doc.content.size, new Slice(now.content, 0, 0));
    }),
  );
  return {
    bytes: stored.length,
    loadMs,
    keyMs: median(keyMs.slice(warmKeys)),
    mergeMs: median(mergeMs.slice(warmKeys)),
  };
}

function measureFlow(node: Node): Figures {
  const doc = new Y.Doc();
  const binding = bindFlow({ doc, schema, origin: "editor" });
  binding.write(node, []);
  const stored = Y.encodeStateAsUpdate(doc);
  const open = () => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, stored);
    bindFlow({ doc: copy, schema, origin: "editor" }).shown();
  };
  const loadMs = median(Array.from({ length: loads }, () => timed(open)));
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  let state = EditorState.create({ doc: binding.shown().doc });
  const position = middleOf(state.doc);
  const keyMs = Array.from({ length: keys }, (_, key) => {
    const before = state.doc;
    const change: Transaction = state.tr.insertText("x", position + key);
    state = state.apply(change);
    return timed(() => binding.write(state.doc, keepThrough(before.content.size, change.mapping.maps)));
  });
  const other = new Y.Doc();
  Y.applyUpdate(other, stored);
  const follow = () => {
    theirs = theirs.apply(replaceDifference(theirs.tr, others.shown().doc));
    others.adopt(theirs.doc);
  };
  const others = bindFlow({ doc: other, schema, origin: "editor", onChange: follow });
  let theirs = EditorState.create({ doc: others.shown().doc });
  const mergeMs = updates.map((update) => timed(() => Y.applyUpdate(other, update, "remote")));
  if (!theirs.doc.eq(state.doc)) throw new Error("The two editors show different documents.");
  return {
    bytes: stored.length,
    loadMs,
    keyMs: median(keyMs.slice(warmKeys)),
    mergeMs: median(mergeMs.slice(warmKeys)),
  };
}

/** As many operations as the editing trace that libraries of this kind are compared by, and about its share of deletions. */
const historySize = 259_778;
const deletionShare = 0.3;

/** A history of typing: runs of characters and deletions, at places that jump now and then. Always the same one. */
function writeHistory(text: Y.Text, start: number): void {
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  let length = 0;
  let at = 0;
  for (let edit = 0; edit < historySize; edit++) {
    if (random() < 0.02) at = Math.floor(random() * (length + 1));
    if (at > 0 && random() < deletionShare) {
      at -= 1;
      length -= 1;
      text.delete(start + at, 1);
    } else {
      text.insert(start + at, "x");
      at += 1;
      length += 1;
    }
  }
}

function measureHistory(): void {
  const plain = new Y.Doc();
  writeHistory(plain.getText("plain"), 0);
  const doc = new Y.Doc();
  const flow = doc.getText(flowField);
  flow.insertEmbed(0, new Y.Map());
  writeHistory(flow, 1);
  const [plainState, state] = [Y.encodeStateAsUpdate(plain), Y.encodeStateAsUpdate(doc)];
  const loadPlain = () => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, plainState);
    copy.getText("plain").toString();
  };
  const load = () => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, state);
    bindFlow({ doc: copy, schema, origin: "editor" }).shown();
  };
  const [plainMs = 0, ms = 0] = [loadPlain, load].map((run) => median(Array.from({ length: loads }, () => timed(run))));
  printRow(`${historySize} edits`, "load ms", "Y.Text", "flow", "ratio");
  printRow("", "", plainMs.toFixed(1), ms.toFixed(1), (ms / plainMs).toFixed(2));
}

process.stdout.write(`Median of ${loads} loads and ${keys - warmKeys} keys; ratio of the flow to the tree\n`);
printRow("blocks", "figure", "tree", "flow", "ratio");
const documents: [string, Node][] = [
  ...sizes.map((size): [string, Node] => [String(size), makeDocument(size)]),
  [`${listSize} in a list`, makeList(listSize)],
];
for (const [name, node] of documents) {
  const [tree, flow] = [measureTree(node), measureFlow(node)];
  for (const figure of ["bytes", "loadMs", "keyMs", "mergeMs"] as const) {
    const digits = figure === "bytes" ? 0 : 3;
    const ratio = (flow[figure] / tree[figure]).toFixed(2);
    printRow(name, figure, tree[figure].toFixed(digits), flow[figure].toFixed(digits), ratio);
  }
}
measureHistory();
