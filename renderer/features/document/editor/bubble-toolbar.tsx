import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { BubbleMenu } from "@tiptap/react/menus";
import { Bold, Code, Italic, Link, Strikethrough, Underline } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { editorShortcuts } from "#renderer/workspace/shortcuts/editor-shortcuts.ts";
import { showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { FloatingToolbar } from "./floating-toolbar.tsx";
import { bubbleToolbarKey, isEditingLink, linkAddress, openLinkEditing } from "./link-editing.ts";
import { LinkEditor } from "./link-editor.tsx";
import { LinkPreview } from "./link-preview.tsx";
import { ToolbarButton } from "./toolbar-button.tsx";
import { isToolbarClosed } from "./toolbar-keys.ts";

const marks = [
  { name: "bold", icon: Bold },
  { name: "italic", icon: Italic },
  { name: "underline", icon: Underline },
  { name: "strike", icon: Strikethrough },
  { name: "code", icon: Code },
] as const;

const placement = { placement: "top", offset: 8, flip: { padding: 8 }, shift: { padding: 8 } } as const;

/** What floats over the text: formats for a selection, the address of a link at the caret, or the address being typed. */
export function BubbleToolbar({ editor }: { readonly editor: Editor }) {
  const mode = useEditorState({ editor, selector: ({ editor: current }) => modeOf(current) });
  useEffect(() => {
    // The place was found for what stood here before.
    if (mode !== "none") editor.view.dispatch(editor.state.tr.setMeta(bubbleToolbarKey, "updatePosition"));
  }, [editor, mode]);
  return (
    <BubbleMenu
      editor={editor}
      pluginKey={bubbleToolbarKey}
      updateDelay={80}
      options={placement}
      className="document-floating"
      shouldShow={({ editor: current, view, element }) =>
        modeOf(current) !== "none" && (view.hasFocus() || element.contains(document.activeElement))
      }
    >
      {mode === "editing" && <LinkEditor editor={editor} />}
      {mode === "link" && <LinkPreview editor={editor} />}
      {mode === "format" && <FormatButtons editor={editor} />}
    </BubbleMenu>
  );
}

function FormatButtons({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation("document");
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => [...marks.map(({ name }) => current.isActive(name)), current.isActive("link")],
  });
  return (
    <FloatingToolbar editor={editor} label={t("bubble.title")}>
      {marks.map(({ name, icon }, index) => (
        <ToolbarButton
          key={name}
          icon={icon}
          label={t(`bubble.${name}`)}
          shortcut={showShortcut(editorShortcuts[name])}
          isOn={active[index] === true}
          onPress={() => editor.chain().focus().toggleMark(name).run()}
        />
      ))}
      <ToolbarButton
        icon={Link}
        label={t("bubble.link")}
        shortcut={showShortcut(editorShortcuts.link)}
        isOn={active.at(-1) === true}
        onPress={() => openLinkEditing(editor)}
      />
    </FloatingToolbar>
  );
}

type Mode = "none" | "format" | "link" | "editing";

function modeOf(editor: Editor): Mode {
  const { state } = editor;
  const { selection } = state;
  if (isEditingLink(state)) return "editing";
  if (selection.$from.parent.type.spec.code === true) return "none";
  if (selection.empty) return linkAddress(editor) === undefined ? "none" : "link";
  const hasText = state.doc.textBetween(selection.from, selection.to).trim() !== "";
  if (isToolbarClosed(state)) return "none";
  return editor.isEditable && selection instanceof TextSelection && hasText ? "format" : "none";
}
