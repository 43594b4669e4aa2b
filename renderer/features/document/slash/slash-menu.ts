import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { ReactRenderer } from "@tiptap/react";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import type { SlashItem } from "./slash-items.ts";
import { SlashList, type SlashListHandle, type SlashListProps } from "./slash-list.tsx";

type Props = SuggestionProps<SlashItem, SlashItem>;

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
        render: renderSlashList,
      }),
    ];
  },
});

function renderSlashList() {
  let renderer: ReactRenderer<SlashListHandle, SlashListProps> | undefined;
  let unmount: (() => void) | undefined;
  return {
    onStart: (props: Props) => {
      renderer = new ReactRenderer<SlashListHandle, SlashListProps>(SlashList, {
        editor: props.editor,
        props: listProps(props),
      });
      unmount = props.mount(renderer.element);
    },
    onUpdate: (props: Props) => renderer?.updateProps(listProps(props)),
    onKeyDown: ({ event }: { event: KeyboardEvent }) => renderer?.ref?.handleKey(event) ?? false,
    onExit: () => {
      unmount?.();
      renderer?.destroy();
      renderer = undefined;
    },
  };
}

function listProps(props: Props): Pick<SlashListProps, "textbox" | "query" | "pick"> {
  return { textbox: props.editor.view.dom, query: props.query, pick: props.command };
}
