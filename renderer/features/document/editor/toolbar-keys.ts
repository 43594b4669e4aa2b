import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { bubbleToolbarKey } from "./link-editing.ts";

const key = new PluginKey<boolean>("toolbarKeys");

/** Alt-F10 leads into the toolbar that floats over the text; Esc closes that of formats until something else is selected. */
export const ToolbarKeys = Extension.create({
  name: "toolbarKeys",
  addKeyboardShortcuts() {
    return {
      "Alt-F10": ({ editor }) => focusToolbar(editor),
      Escape: ({ editor }) => closeToolbar(editor),
    };
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<boolean>({
        key,
        state: {
          init: () => false,
          apply: (transaction, isClosed) => {
            if (transaction.getMeta(key) === true) return true;
            return isClosed && !transaction.selectionSet && !transaction.docChanged;
          },
        },
      }),
    ];
  },
});

/** Whether the toolbar of formats was closed for what is selected. */
export function isToolbarClosed(state: EditorState): boolean {
  return key.getState(state) === true;
}

/** Closes the toolbar of formats and gives the focus back to the text; false where none stands there. */
export function closeToolbar(editor: Editor): boolean {
  const { selection } = editor.state;
  if (selection.empty || !(selection instanceof TextSelection) || isToolbarClosed(editor.state)) return false;
  editor.view.dispatch(editor.state.tr.setMeta(key, true).setMeta(bubbleToolbarKey, "hide"));
  editor.view.focus();
  return true;
}

function focusToolbar({ view }: Editor): boolean {
  const toolbars = view.dom.parentElement?.querySelectorAll<HTMLElement>(".document-floating [role=toolbar]");
  const shown = [...(toolbars ?? [])].find((toolbar) => toolbar.closest('[style*="hidden"]') === null);
  const button = shown?.querySelector("button");
  button?.focus();
  return button !== null && button !== undefined;
}

/** The button that an arrow, Home or End leads to from the focused one; undefined for other keys. */
export function findNextButton(toolbar: Element, pressed: string): HTMLElement | undefined {
  const buttons = [...toolbar.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button.matches(":focus"));
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1 + buttons.length,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = steps[pressed];
  return next === undefined || buttons.length === 0 ? undefined : buttons[next % buttons.length];
}
