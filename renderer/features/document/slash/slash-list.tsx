import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { findItems, type SlashItem, slashItems } from "./slash-items.ts";

export interface SlashListHandle {
  /** True where the key was meant for the list. */
  readonly handleKey: (event: KeyboardEvent) => boolean;
}

export interface SlashListProps {
  /** What has the focus while the list is open: the list tells it which line is meant. */
  readonly textbox: HTMLElement;
  readonly query: string;
  readonly pick: (item: SlashItem) => void;
  readonly ref?: Ref<SlashListHandle>;
}

/** The menu below the caret after a slash: filtered by what follows it, steered by the keys of the editor. */
export function SlashList({ textbox, query, pick, ref }: SlashListProps) {
  const { t } = useTranslation("document");
  const [selected, setSelected] = useState({ query, index: 0 });
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const items = findItems(
    slashItems.map((item) => ({ ...item, label: t(`slash.${item.id}`) })),
    query,
  );
  const index = selected.query === query ? Math.min(selected.index, items.length - 1) : 0;

  useImperativeHandle(ref, () => ({
    handleKey: (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const step = event.key === "ArrowDown" ? 1 : items.length - 1;
        setSelected({ query, index: items.length === 0 ? 0 : (index + step) % items.length });
        return true;
      }
      const item = items[index];
      if ((event.key === "Enter" || event.key === "Tab") && item !== undefined) {
        pick(item);
        return true;
      }
      return false;
    },
  }));

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }, [index]);

  const activeId = items[index] === undefined ? undefined : `${listId}-${items[index].id}`;
  useEffect(() => {
    textbox.setAttribute("aria-controls", listId);
    if (activeId !== undefined) textbox.setAttribute("aria-activedescendant", activeId);
    return () => {
      textbox.removeAttribute("aria-controls");
      textbox.removeAttribute("aria-activedescendant");
    };
  }, [textbox, listId, activeId]);

  return (
    <div id={listId} className="document-menu" role="listbox" aria-label={t("slash.title")} ref={list}>
      {items.map((item, at) => (
        <button
          key={item.id}
          id={`${listId}-${item.id}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          className="document-menu-row"
          onPointerMove={() => setSelected({ query, index: at })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(item)}
        >
          <item.icon aria-hidden="true" />
          <span>{item.label}</span>
          <kbd>{item.hint}</kbd>
        </button>
      ))}
      {items.length === 0 && <p className="document-menu-empty">{t("slash.nothing")}</p>}
    </div>
  );
}
