import type { Extensions } from "@tiptap/core";
import type {} from "@tiptap/extension-list";
import type {} from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import type {} from "@tiptap/starter-kit";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { copyPlainText } from "#renderer/features/document/copy-plain-text.ts";
import { createDrawnImage } from "#renderer/features/document/images/drawn-image.ts";
import { ImageBlocks } from "#renderer/features/document/images/image-blocks.ts";
import type { UploadingTools } from "#renderer/features/document/images/place-uploads.ts";
import { createDrawnMention } from "#renderer/features/document/mentions/drawn-mention.ts";
import { PageMentionMenu, PersonMentionMenu } from "#renderer/features/document/mentions/mention-menus.ts";
import type { OwnPage } from "#renderer/features/document/own-page-link.ts";
import { SlashMenu } from "#renderer/features/document/slash/slash-menu.ts";
import { createEditorExtensions } from "#services/documents/schema/extensions.ts";
import { LongDocuments } from "./chunks/long-documents.ts";
import { ClickBelow } from "./click-below.ts";
import { ClipboardText } from "./clipboard-text.ts";
import { EmptyItemLine } from "./empty-item-line.ts";
import { FlowCarets } from "./flow-carets.ts";
import { FlowEditing } from "./flow-editing.ts";
import { HighlightCode } from "./highlight-code.ts";
import { IndentCode } from "./indent-code.ts";
import { LinkEditing } from "./link-editing.ts";
import { LiteralFirst } from "./literal-first.ts";
import { MoveBlock } from "./move-block.ts";
import { NodeViews, type NodeViewWords } from "./node-views.ts";
import { PasteText } from "./paste-text.ts";
import { PastedHtml } from "./pasted-html.ts";
import { RefuseLarge } from "./refuse-large.ts";
import { RefuseUnknown } from "./refuse-unknown.ts";
import { renderCaret } from "./render-caret.ts";
import { ToggleTask } from "./toggle-task.ts";
import { ToolbarKeys } from "./toolbar-keys.ts";
import { TypedBlocks } from "./typed-blocks.ts";
import { TypedMarks } from "./typed-marks.ts";
import { WriteAbove } from "./write-above.ts";

export interface EditorParts {
  readonly doc: Y.Doc;
  readonly undoing: Y.UndoManager;
  readonly awareness: Awareness;
  /** Shown to others beside the caret until the server's own words for this person arrive. */
  readonly user: { readonly name: string; readonly color: string };
  readonly placeholder: string;
  readonly words: NodeViewWords;
  readonly pictures: UploadingTools;
  /** Shows a page that a link leads to. */
  readonly openPage: (page: OwnPage) => void;
  /** Shows a person who is mentioned. */
  readonly openPerson: (userId: string) => void;
  /** Something arrived that this version does not know; the editor has ended already. */
  readonly onUnknown: (what: string) => void;
  /** Something was to be put in that is larger than what can be saved at once; it was left out. */
  readonly onTooLarge: () => void;
}

/**
 * The rules of the shared schema's extensions that hold while one types and pastes, for the editor's options. Its marks
 * take any two signs for a pair (`2 ** 3 ** 4`), also in what is pasted; `TypedMarks` has those of CommonMark.
 */
export const editorRules = {
  enableInputRules: [...["blockquote", "bulletList", "horizontalRule", "taskItem"], ...["typedBlocks", "typedMarks"]],
  enablePasteRules: ["link"],
};

/** The shared schema's extensions with what the browser adds: co-editing, menus, colours, pasting. */
export function createBrowserExtensions({
  doc,
  undoing,
  awareness,
  user,
  placeholder,
  words,
  pictures,
  openPage,
  openPerson,
  onUnknown,
  onTooLarge,
}: EditorParts): Extensions {
  return [
    ...createEditorExtensions({
      image: createDrawnImage(pictures),
      mention: createDrawnMention({ ...pictures, openPage, openPerson }),
    }),
    FlowEditing.configure({ doc, undoing }),
    FlowCarets.configure({ awareness, user, render: renderCaret }),
    Placeholder.configure({ placeholder, showOnlyWhenEditable: true, showOnlyCurrent: true }),
    RefuseUnknown.configure({ doc, onUnknown }),
    RefuseLarge.configure({ onTooLarge }),
    LongDocuments,
    NodeViews.configure({ words, copy: copyPlainText }),
    HighlightCode,
    LinkEditing.configure({ openPage }),
    ToolbarKeys,
    ClickBelow,
    EmptyItemLine,
    WriteAbove,
    ToggleTask,
    IndentCode,
    ClipboardText,
    MoveBlock,
    ImageBlocks.configure({ tools: pictures }),
    PastedHtml,
    PasteText.configure({
      parseMarkdown: async (markdown) => {
        const { documentFromMarkdown } = await import("#services/documents/schema/markdown.ts");
        return documentFromMarkdown(markdown);
      },
    }),
    LiteralFirst,
    TypedBlocks,
    TypedMarks,
    SlashMenu,
    PageMentionMenu.configure({ page: pictures.page }),
    PersonMentionMenu.configure({ page: pictures.page }),
  ];
}
