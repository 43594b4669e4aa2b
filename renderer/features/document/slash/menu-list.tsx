import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";

export interface MenuListHandle {
  /** True where the key was meant for the list. */
  readonly handleKey: (event: KeyboardEvent) => boolean;
}

export interface MenuLine {
  readonly id: string;
  readonly icon: ReactNode;
  readonly label: string;
  /** Stands at the end of the line. */
  readonly hint?: string | undefined;
}

interface MenuListProps<Line extends MenuLine> {
  readonly label: string;
  readonly lines: readonly Line[];
  /** Said below the lines, or in place of them. */
  readonly note?: string | undefined;
  /** What has the focus while the list is open: the list tells it which line is meant. */
  readonly textbox: HTMLElement;
  readonly query: string;
  readonly pick: (line: Line) => void;
  readonly ref?: Ref<MenuListHandle> | undefined;
}

/** A menu below the caret, steered by the keys of the editor. */
export function MenuList<Line extends MenuLine>({
  label,
  lines,
  note,
  textbox,
  query,
  pick,
  ref,
}: MenuListProps<Line>) {
  const [selected, setSelected] = useState({ query, index: 0 });
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const index = selected.query === query ? Math.min(selected.index, lines.length - 1) : 0;

  useImperativeHandle(ref, () => ({
    handleKey: (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const step = event.key === "ArrowDown" ? 1 : lines.length - 1;
        setSelected({ query, index: lines.length === 0 ? 0 : (index + step) % lines.length });
        return true;
      }
      const line = lines[index];
      if ((event.key === "Enter" || event.key === "Tab") && line !== undefined) {
        pick(line);
        return true;
      }
      return false;
    },
  }));

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);

  const activeId = lines[index] === undefined ? undefined : `${listId}-${lines[index].id}`;
  useEffect(() => {
    textbox.setAttribute("aria-controls", listId);
    if (activeId !== undefined) textbox.setAttribute("aria-activedescendant", activeId);
    return () => {
      textbox.removeAttribute("aria-controls");
      textbox.removeAttribute("aria-activedescendant");
    };
  }, [textbox, listId, activeId]);

  return (
    <div id={listId} className="document-menu" role="listbox" aria-label={label} ref={list}>
      {lines.map((line, at) => (
        <button
          key={line.id}
          id={`${listId}-${line.id}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          className="document-menu-row"
          onPointerMove={() => setSelected({ query, index: at })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(line)}
        >
          {line.icon}
          <span>{line.label}</span>
          {line.hint === undefined ? null : <kbd>{line.hint}</kbd>}
        </button>
      ))}
      {note === undefined ? null : <p className="document-menu-empty">{note}</p>}
    </div>
  );
}
