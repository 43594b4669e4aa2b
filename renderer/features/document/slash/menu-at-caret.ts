import { ReactRenderer } from "@tiptap/react";
import type { SuggestionProps } from "@tiptap/suggestion";
import type { ComponentType, Ref } from "react";
import type { MenuListHandle } from "./menu-list.tsx";

export interface CaretMenuProps<Picked> {
  readonly textbox: HTMLElement;
  readonly query: string;
  readonly pick: (picked: Picked) => void;
  readonly ref?: Ref<MenuListHandle>;
}

/** Shows a list below the caret while its sign and what follows it are typed. */
export function menuAtCaret<Picked>(List: ComponentType<CaretMenuProps<Picked>>) {
  type Props = SuggestionProps<Picked, Picked>;
  const listProps = (props: Props) => ({ textbox: props.editor.view.dom, query: props.query, pick: props.command });
  return () => {
    let renderer: ReactRenderer<MenuListHandle, CaretMenuProps<Picked>> | undefined;
    let unmount: (() => void) | undefined;
    return {
      onStart: (props: Props) => {
        renderer = new ReactRenderer<MenuListHandle, CaretMenuProps<Picked>>(List, {
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
  };
}
