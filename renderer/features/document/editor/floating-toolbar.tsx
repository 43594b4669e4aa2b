import type { Editor } from "@tiptap/core";
import { type ReactNode, useEffect, useRef } from "react";
import { closeToolbar, findNextButton } from "./toolbar-keys.ts";

interface FloatingToolbarProps {
  readonly editor: Editor;
  readonly label: string;
  readonly children: ReactNode;
}

/** Buttons that float over the text: one stop for Tab, walked by the arrows; Esc leads back to the text. */
export function FloatingToolbar({ editor, label, children }: FloatingToolbarProps) {
  const toolbar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const buttons = toolbar.current?.querySelectorAll("button") ?? [];
    buttons.forEach((button, index) => {
      button.tabIndex = index === 0 ? 0 : -1;
    });
  }, []);
  return (
    <div
      ref={toolbar}
      role="toolbar"
      aria-label={label}
      className="document-toolbar"
      onFocus={({ currentTarget }) => {
        for (const button of currentTarget.querySelectorAll("button"))
          button.tabIndex = button === document.activeElement ? 0 : -1;
      }}
      onKeyDown={(event) => {
        const next = findNextButton(event.currentTarget, event.key);
        if (next === undefined && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        if (next !== undefined) next.focus();
        else if (!closeToolbar(editor)) editor.commands.focus();
      }}
    >
      {children}
    </div>
  );
}
