import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion } from "@tiptap/suggestion";
import { menuAtCaret } from "./menu-at-caret.ts";
import type { SlashItem } from "./slash-items.ts";
import { SlashList } from "./slash-list.tsx";

/** The menu of blocks that a slash opens at the start of a line or after a space. */
export const SlashMenu = Extension.create({
  name: "slashMenu",
  addProseMirrorPlugins() {
    return [
      Suggestion<SlashItem, SlashItem>({
        pluginKey: new PluginKey("slashMenu"),
        editor: this.editor,
        char: "/",
        decorationClass: "document-slash",
        allow: ({ editor }) => editor.isEditable && editor.isFocused && !editor.isActive("codeBlock"),
        command: ({ editor, range, props }) => props.run(editor, range),
        render: menuAtCaret(SlashList),
      }),
    ];
  },
});
