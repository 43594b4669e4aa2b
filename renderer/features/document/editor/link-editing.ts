import { type Editor, Extension, getMarkRange } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { findOwnPage, type OwnPage } from "#renderer/features/document/own-page-link.ts";
import { isSafeUrl } from "#services/documents/schema/safe-url.ts";

interface LinkEditingState {
  /** The text whose link is being typed; it stays marked while the focus is in the address. */
  readonly target: { readonly from: number; readonly to: number } | undefined;
}

const key = new PluginKey<LinkEditingState>("linkEditing");
type Meta = "open" | "close";

/** Names the toolbar that floats over the text to its plugin. */
export const bubbleToolbarKey = "bubbleToolbar";

export interface LinkEditingOptions {
  /** Shows a page of this server in the app. */
  openPage: (page: OwnPage) => void;
}

/** Mod-K on a selection or a link opens its address; without either the key is the shell's. Mod-click follows a link. */
export const LinkEditing = Extension.create<LinkEditingOptions>({
  name: "linkEditing",
  addOptions() {
    return { openPage: () => undefined };
  },
  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => openLinkEditing(editor) };
  },
  addProseMirrorPlugins() {
    const { openPage } = this.options;
    return [
      new Plugin<LinkEditingState>({
        key,
        state: {
          init: () => ({ target: undefined }),
          apply: (transaction, state) => {
            const meta: unknown = transaction.getMeta(key);
            if (meta === "open") return { target: linkTarget(transaction) };
            if (meta === "close" || state.target === undefined) return { target: undefined };
            if (transaction.selectionSet && !transaction.docChanged) return { target: undefined };
            const from = transaction.mapping.map(state.target.from);
            const to = transaction.mapping.map(state.target.to);
            return { target: from < to ? { from, to } : undefined };
          },
        },
        appendTransaction: (_transactions, _before, state) => leaveLink(state),
        props: {
          decorations: (state) => {
            const target = key.getState(state)?.target;
            if (target === undefined) return null;
            return DecorationSet.create(state.doc, [
              Decoration.inline(target.from, target.to, { class: "document-link-target" }),
            ]);
          },
          handleDOMEvents: {
            // The browser's own click is ended too: it would open a second window where the text is only read.
            click: (view, event) => {
              const link =
                event.target instanceof Element ? event.target.closest("a:not([download], [data-mention])") : null;
              // A link below a picture is no text that a press could put the caret into.
              const isText = link?.closest(".document-image-link") === null;
              const wantsToFollow = event.metaKey || event.ctrlKey || !view.editable || !isText;
              if (link === null || !wantsToFollow) return false;
              event.preventDefault();
              followLink(link.getAttribute("href"), openPage);
              return true;
            },
          },
        },
      }),
    ];
  },
});

/** Opens the address of the link at the selection; false where there is nothing to link. */
export function openLinkEditing(editor: Editor): boolean {
  if (!editor.isEditable || linkTarget(editor.state) === undefined) return false;
  // What floats over the text comes at once, so that the next key goes into the address.
  editor.view.dispatch(editor.state.tr.setMeta(key, "open" satisfies Meta).setMeta(bubbleToolbarKey, "show"));
  return true;
}

/** Ends editing; the selection goes back to the text it was on. */
export function closeLinkEditing(editor: Editor): void {
  const target = key.getState(editor.state)?.target;
  if (target === undefined) return;
  editor.view.dispatch(editor.state.tr.setMeta(key, "close" satisfies Meta));
  editor.commands.focus();
}

/** Gives the text being linked this address, or takes its link away. */
export function applyLink(editor: Editor, address: string | undefined): void {
  const target = key.getState(editor.state)?.target;
  const type = editor.schema.marks["link"];
  if (target === undefined || type === undefined) return;
  const transaction = editor.state.tr.removeMark(target.from, target.to, type).setMeta(key, "close" satisfies Meta);
  if (address !== undefined) transaction.addMark(target.from, target.to, type.create({ href: address }));
  transaction.setSelection(TextSelection.create(transaction.doc, target.to)).setMeta("preventAutolink", true);
  transaction.removeStoredMark(type);
  editor.view.dispatch(transaction);
  editor.commands.focus();
}

/** Whether an address is being typed. */
export function isEditingLink(state: EditorState): boolean {
  return key.getState(state)?.target !== undefined;
}

/** The address of the link at the selection; undefined where there is none. */
export function linkAddress(editor: Editor): string | undefined {
  const address: unknown = editor.getAttributes("link")["href"];
  return typeof address === "string" && address !== "" ? address : undefined;
}

/** Opens a page of this server in the app, and another link that may be followed in a new tab. */
export function followLink(address: string | null | undefined, openPage: (page: OwnPage) => void): void {
  if (typeof address !== "string" || !isSafeUrl(address)) return;
  const page = findOwnPage(address, window.location.origin);
  if (page === undefined) window.open(address, "_blank", "noopener,noreferrer");
  else openPage(page);
}

/** What is typed at either end of a link is no part of it; within it, it is. */
function leaveLink({ selection, storedMarks, schema, tr }: EditorState): Transaction | null {
  const type = schema.marks["link"];
  if (type === undefined || storedMarks !== null || !selection.empty) return null;
  const { $from } = selection;
  const link = type.isInSet($from.marks());
  if (link === undefined) return null;
  if ([$from.nodeBefore, $from.nodeAfter].every((node) => node !== null && link.isInSet(node.marks))) return null;
  return tr.setStoredMarks(type.removeFromSet($from.marks()));
}

function linkTarget(state: Pick<EditorState, "selection" | "doc">): { from: number; to: number } | undefined {
  const { selection } = state;
  const type = state.doc.type.schema.marks["link"];
  if (type === undefined || selection.$from.parent.type.spec.code === true) return undefined;
  if (!selection.empty) {
    return selection instanceof TextSelection ? { from: selection.from, to: selection.to } : undefined;
  }
  return getMarkRange(selection.$from, type) ?? undefined;
}
