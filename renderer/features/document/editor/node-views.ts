import { type Editor, Extension } from "@tiptap/core";
import { DOMSerializer, type Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView, NodeView, NodeViewConstructor } from "@tiptap/pm/view";
import { languageChoices } from "./languages.ts";

export interface NodeViewWords {
  readonly codeLanguage: string;
  readonly plainText: string;
  readonly copyCode: string;
  readonly copied: string;
}

interface NodeViewOptions {
  words: NodeViewWords;
  copy: (text: string) => Promise<void>;
}

interface NodeViewStorage {
  /** By the node's name. */
  views: Readonly<Record<string, NodeViewConstructor>>;
}

/**
 * How blocks are drawn in the browser where the schema's own markup is not enough: code with its bar, tables that scroll.
 * TipTap makes new functions for its own node views each time it mounts and unmounts an editor, and the whole document is
 * drawn anew for them: so they are made once, and given both as the editor's and as a plugin's.
 */
export const NodeViews = Extension.create<NodeViewOptions, NodeViewStorage>({
  name: "nodeViews",
  addOptions() {
    return {
      words: { codeLanguage: "", plainText: "", copyCode: "", copied: "" },
      copy: () => Promise.resolve(),
    };
  },
  addStorage() {
    return { views: {} };
  },
  onBeforeCreate() {
    const { editor, options, storage } = this;
    const { taskItem, ...usual } = editor.extensionManager.nodeViews;
    storage.views = {
      ...usual,
      ...Object.fromEntries(runningOwnWay.map((name) => [name, drawOwnWay])),
      ...(taskItem === undefined ? {} : { taskItem: withQuietLabel(taskItem) }),
      codeBlock: (node, view, getPosition) => createCodeView({ node, view, getPosition, editor, options }),
      table: () => createTableView(),
    };
    Object.defineProperty(editor.extensionManager, "nodeViews", { value: storage.views });
  },
  addProseMirrorPlugins() {
    return [new Plugin({ key: new PluginKey("nodeViews"), props: { nodeViews: this.storage.views } })];
  },
});

/** Their numbers, boxes and bars stand on the side where their words begin. */
const runningOwnWay = ["bulletList", "orderedList", "taskList", "blockquote"] as const;

/** The schema's own markup, in the direction of its words. */
function drawOwnWay(node: Node): NodeView {
  const spec = node.type.spec.toDOM?.(node) ?? ["div", 0];
  const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec);
  if (dom instanceof HTMLElement) dom.dir = "auto";
  return { dom, ...(contentDOM === undefined ? {} : { contentDOM }) };
}

/** The words beside a task's box, which only screen readers meet, do not say in which direction its list runs. */
function withQuietLabel(create: NodeViewConstructor): NodeViewConstructor {
  return (...input) => {
    const view = create(...input);
    if (view.dom instanceof HTMLElement) view.dom.querySelector("label")?.setAttribute("dir", "ltr");
    return view;
  };
}

function createTableView(): NodeView {
  const dom = document.createElement("div");
  dom.className = "tableWrapper";
  const table = dom.appendChild(document.createElement("table"));
  return { dom, contentDOM: table.appendChild(document.createElement("tbody")) };
}

interface CodeViewInput {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPosition: () => number | undefined;
  readonly editor: Editor;
  readonly options: NodeViewOptions;
}

function createCodeView({ node, view, getPosition, editor, options }: CodeViewInput): NodeView {
  const { words } = options;
  let current = node;
  const dom = document.createElement("div");
  dom.className = "code-block";
  const bar = dom.appendChild(document.createElement("div"));
  bar.className = "code-block-bar";
  bar.contentEditable = "false";

  const picker = bar.appendChild(document.createElement("select"));
  picker.setAttribute("aria-label", words.codeLanguage);
  fillLanguages(picker, words.plainText, node);
  picker.disabled = !editor.isEditable;
  picker.addEventListener("change", () => {
    const position = getPosition();
    if (position !== undefined && editor.isEditable) {
      view.dispatch(view.state.tr.setNodeAttribute(position, "language", picker.value === "" ? null : picker.value));
      view.focus();
    }
  });

  const copyButton = bar.appendChild(document.createElement("button"));
  copyButton.type = "button";
  copyButton.textContent = words.copyCode;
  copyButton.addEventListener("click", () => {
    options.copy(current.textContent).then(
      () => {
        copyButton.textContent = words.copied;
      },
      () => undefined,
    );
  });
  copyButton.addEventListener("pointerleave", () => {
    copyButton.textContent = words.copyCode;
  });

  const code = dom.appendChild(document.createElement("pre")).appendChild(document.createElement("code"));
  code.spellcheck = false;
  return {
    dom,
    contentDOM: code,
    update: (next) => {
      if (next.type !== current.type) {
        return false;
      }
      if (next.attrs["language"] !== current.attrs["language"]) {
        fillLanguages(picker, words.plainText, next);
      }
      picker.disabled = !editor.isEditable;
      current = next;
      return true;
    },
    stopEvent: (event) => event.target instanceof globalThis.Node && bar.contains(event.target),
    ignoreMutation: (mutation) => !code.contains(mutation.target),
  };
}

/** The list holds the block's own language too, whatever it is, so that looking at a block never changes it. */
function fillLanguages(picker: HTMLSelectElement, plainText: string, node: Node): void {
  const language: unknown = node.attrs["language"];
  const own = typeof language === "string" ? language : "";
  const choices = [{ name: "", label: plainText }, ...languageChoices(own)];
  picker.replaceChildren(
    ...choices.map(({ name, label }) => {
      const option = document.createElement("option");
      option.value = name;
      option.textContent = label;
      return option;
    }),
  );
  picker.value = own;
}
