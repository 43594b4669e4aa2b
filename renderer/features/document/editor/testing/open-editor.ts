import { QueryClient } from "@tanstack/react-query";
import { Editor, type Extensions, type JSONContent } from "@tiptap/core";
import i18next from "i18next";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { createUndoing } from "#renderer/features/document/create-undoing.ts";
import { createBrowserExtensions, editorRules } from "#renderer/features/document/editor/editor-extensions.ts";

import type { OwnPage } from "#renderer/features/document/own-page-link.ts";

export interface OpenedEditor {
  readonly editor: Editor;
  /** Pages that were opened from its links. */
  readonly opened: readonly OwnPage[];
  /** What was read from the server, as far as the editor asks for it. */
  readonly cache: QueryClient;
  /** Types each character as the browser hands it to the editor. */
  readonly type: (text: string) => void;
  /** Presses a key, such as `Mod-Enter`; true where the editor took it. */
  readonly press: (keys: string) => boolean;
  /** Pastes what a clipboard holds, by media type. */
  readonly paste: (data: Readonly<Record<string, string>>) => void;
}

// The older name of the same list, which the editor reads and happy-dom lacks.
Object.defineProperty(CSSStyleSheet.prototype, "rules", {
  configurable: true,
  get(this: CSSStyleSheet) {
    return this.cssRules;
  },
});

/** The document editor as the browser has it, without a server. */
export function openEditor(
  content: string | JSONContent = "",
  more: Extensions = [],
  onTooLarge: () => void = failTooLarge,
): OpenedEditor {
  const doc = new Y.Doc();
  const opened: OwnPage[] = [];
  const undoing = createUndoing(doc);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    injectCSS: false,
    ...editorRules,
    extensions: [
      ...createBrowserExtensions({
        doc,
        undoing,
        awareness: new Awareness(doc),
        user: { name: "Ada", color: "#000000" },
        placeholder: "",
        words: { codeLanguage: "", plainText: "", copyCode: "", copied: "" },
        pictures: {
          t: i18next.getFixedT("en", "document"),
          cache,
          page: { driveId: "drive", id: "page" },
        },
        openPage: (page) => opened.push(page),
        openPerson: () => undefined,
        onUnknown: (what) => {
          throw new Error(`Unknown: ${what}`);
        },
        onTooLarge,
      }),
      ...more,
    ],
  });
  // What the editor is given at first is what its document says, and that says nothing yet.
  editor.commands.setContent(content);
  undoing.clear();
  return {
    editor,
    opened,
    cache,
    type: (text) => {
      for (const character of text) typeCharacter(editor, character);
    },
    press: (keys) => {
      const event = keyEvent(keys);
      editor.view.dom.dispatchEvent(event);
      return event.defaultPrevented;
    },
    paste: (data) => paste(editor, data),
  };
}

function failTooLarge(): never {
  throw new Error("Too large.");
}

function typeCharacter({ view }: Editor, character: string): void {
  const { from, to } = view.state.selection;
  const write = () => view.state.tr.insertText(character, from, to);
  if (view.someProp("handleTextInput", (handle) => handle(view, from, to, character, write)) !== true) {
    view.dispatch(write());
  }
}

function keyEvent(keys: string): KeyboardEvent {
  const parts = keys.split("-");
  const key = parts.pop() ?? "";
  return new KeyboardEvent("keydown", {
    key,
    code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
    ctrlKey: parts.includes("Mod"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
    bubbles: true,
    cancelable: true,
  });
}

function paste({ view }: Editor, data: Readonly<Record<string, string>>): void {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
  view.dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}
