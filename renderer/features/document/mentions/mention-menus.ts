import { type Editor, Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion } from "@tiptap/suggestion";
import { createElement } from "react";
import type { OwnPage } from "#renderer/features/document/own-page-link.ts";
import { type CaretMenuProps, menuAtCaret } from "#renderer/features/document/slash/menu-at-caret.ts";
import { type Mentioned, mentionAddressOf } from "#services/documents/schema/page-address.ts";
import { PageMentionList, PersonMentionList } from "./mention-lists.tsx";
import type { PickedMention } from "./picked-mention.ts";

interface MenuOptions {
  /** The document's page. */
  page: OwnPage;
}

interface MenuKind {
  readonly name: string;
  /** What opens the menu, at the start of a line or after a space. */
  readonly char: string;
  readonly allowSpaces: boolean;
  readonly List: (props: CaretMenuProps<PickedMention> & MenuOptions) => ReturnType<typeof PageMentionList>;
}

function createMenu({ name, char, allowSpaces, List }: MenuKind) {
  return Extension.create<MenuOptions>({
    name,
    addOptions() {
      return { page: { driveId: "", id: "" } };
    },
    addProseMirrorPlugins() {
      const { page } = this.options;
      return [
        Suggestion<PickedMention, PickedMention>({
          pluginKey: new PluginKey(name),
          editor: this.editor,
          char,
          allowSpaces,
          decorationClass: "document-slash",
          allow: ({ editor }) =>
            editor.isEditable && editor.isFocused && !editor.isActive("codeBlock") && !editor.isActive("code"),
          command: ({ editor, range, props }) => void mention(editor, range, props),
          render: menuAtCaret<PickedMention>((props) => createElement(List, { ...props, page })),
        }),
      ];
    },
  });
}

/** `[[` and the beginning of a title. */
export const PageMentionMenu = createMenu({
  name: "pageMentionMenu",
  char: "[[",
  allowSpaces: true,
  List: PageMentionList,
});

/** `@` and the beginning of a name. */
export const PersonMentionMenu = createMenu({
  name: "personMentionMenu",
  char: "@",
  allowSpaces: false,
  List: PersonMentionList,
});

/** Puts a mention in place of what was typed for it; where a page is made first, that stays until it is there. */
async function mention(editor: Editor, range: Range, picked: PickedMention): Promise<void> {
  const typed = editor.state.doc.textBetween(range.from, range.to);
  if (!(picked instanceof Promise)) {
    insert(editor, range, picked);
    return;
  }
  const made = await picked;
  if (made === undefined || editor.isDestroyed) return;
  const place = findTyped(editor, range, typed);
  if (place !== undefined) insert(editor, place, made);
}

/** Where the words stand now that were typed there: somebody may have written before them meanwhile. */
function findTyped(editor: Editor, { from }: Range, typed: string): Range | undefined {
  let nearest: number | undefined;
  editor.state.doc.descendants((node, position) => {
    for (let at = node.text?.indexOf(typed) ?? -1; at !== -1; at = node.text?.indexOf(typed, at + 1) ?? -1) {
      const found = position + at;
      if (nearest === undefined || Math.abs(found - from) < Math.abs(nearest - from)) nearest = found;
    }
  });
  return nearest === undefined ? undefined : { from: nearest, to: nearest + typed.length };
}

function insert(editor: Editor, range: Range, mentioned: Mentioned): void {
  const content = [
    { type: "mention", attrs: { href: mentionAddressOf(mentioned) } },
    { type: "text", text: " " },
  ];
  editor.chain().focus().insertContentAt(range, content).run();
}
