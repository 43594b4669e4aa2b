import { type Editor, Extension, type JSONContent } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { handlePaste, isInTable } from "@tiptap/pm/tables";
import { findOwnPage, type OwnPage } from "#renderer/features/document/own-page-link.ts";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { mentionAddressOf, readMention } from "#services/documents/schema/page-address.ts";
import { pasteLiterally } from "./paste-literally.ts";
import { recogniseText } from "./pasted-text.ts";

interface PasteTextOptions {
  /** Editor JSON of a Markdown text; loaded when it is first needed. */
  parseMarkdown: (markdown: string) => Promise<DocumentJson>;
}

/** Pastes plain text as what it means: Markdown as blocks, spreadsheet cells as a table. Mod-Shift-V keeps it plain. */
export const PasteText = Extension.create<PasteTextOptions>({
  name: "pasteText",
  priority: 1_001,
  addOptions() {
    return {
      parseMarkdown: () => Promise.reject(new Error("No Markdown reader was given.")),
    };
  },
  addProseMirrorPlugins() {
    const { editor, options } = this;
    let isPlainWanted = false;
    return [
      new Plugin({
        key: new PluginKey("pasteText"),
        props: {
          handleKeyDown: (_view, event) => {
            isPlainWanted = event.shiftKey && event.key.toLowerCase() === "v";
            return false;
          },
          handlePaste: (view, event) => {
            const isPlain = isPlainWanted;
            isPlainWanted = false;
            const data = event.clipboardData;
            if (data === null) return false;
            const text = data.getData("text/plain");
            if (!isPlain || text === "") return paste(editor, data, options);
            pasteLiterally(view, text);
            return true;
          },
        },
      }),
    ];
  },
});

function paste(editor: Editor, data: DataTransfer, options: PasteTextOptions): boolean {
  const text = data.getData("text/plain");
  // Code editors put coloured HTML beside the text; what is meant is the text.
  const isFromCodeEditor = data.types.includes("vscode-editor-data");
  const hasHtml = data.types.includes("text/html") && !isFromCodeEditor;
  if (text === "" || hasHtml || editor.isActive("codeBlock")) {
    return false;
  }
  const page = findOwnPage(text.trim(), window.location.origin);
  // A link to one block of a page stays a link: a mention knows pages only.
  if (
    page !== undefined &&
    page.block === undefined &&
    editor.state.selection.empty &&
    /^https?:\/\/\S+$/.test(text.trim())
  ) {
    return mentionPage(editor, page);
  }
  const pasted = recogniseText(text);
  switch (pasted.kind) {
    case "table":
      if (fillCells(editor, pasted.rows)) return true;
      return editor.commands.insertContent(tableOf(pasted.rows));
    case "markdown":
      pasteMarkdown(editor, text, options);
      return true;
    case "plain":
      return false;
  }
}

/** Puts a mention in, which says the page's present title; false where the address names no page that there can be. */
function mentionPage(editor: Editor, { id }: OwnPage): boolean {
  const href = mentionAddressOf({ kind: "page", id });
  const mention = editor.schema.nodes["mention"];
  if (mention === undefined || readMention(href) === undefined) return false;
  const { tr } = editor.state;
  editor.view.dispatch(tr.replaceSelectionWith(mention.create({ href }), false).scrollIntoView());
  return true;
}

/** Puts the cells into those of the table at the caret; false where there is none. */
function fillCells(editor: Editor, rows: readonly (readonly string[])[]): boolean {
  if (!isInTable(editor.state)) return false;
  const table = editor.schema.nodeFromJSON(tableOf(rows));
  return handlePaste(editor.view, new ClipboardEvent("paste"), new Slice(Fragment.from(table), 0, 0));
}

function pasteMarkdown(editor: Editor, text: string, options: PasteTextOptions): void {
  options.parseMarkdown(text).then(
    (content) => {
      if (!editor.isDestroyed) {
        insertBlocks(editor, Fragment.fromJSON(editor.schema, content.content ?? []));
      }
    },
    () => {
      if (!editor.isDestroyed) {
        editor.commands.insertContent(text.split("\n").map((line) => paragraphOf(line)));
      }
    },
  );
}

/** One lone paragraph joins the line at the caret; anything else is put in as blocks. */
function insertBlocks(editor: Editor, blocks: Fragment): void {
  const only = blocks.childCount === 1 ? blocks.firstChild : null;
  const content = only?.type.name === "paragraph" ? only.content : blocks;
  editor.chain().insertContent(content).scrollIntoView().run();
}

function tableOf(rows: readonly (readonly string[])[]): JSONContent {
  return {
    type: "table",
    content: rows.map((row, index) => ({
      type: "tableRow",
      content: row.map((cell) => ({
        type: index === 0 && rows.length > 1 ? "tableHeader" : "tableCell",
        content: [paragraphOf(cell)],
      })),
    })),
  };
}

function paragraphOf(text: string): JSONContent {
  return text === "" ? { type: "paragraph" } : { type: "paragraph", content: [{ type: "text", text }] };
}
