import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { MenuList, type MenuListHandle } from "./menu-list.tsx";
import { findItems, type SlashItem, slashItems } from "./slash-items.ts";

export interface SlashListProps {
  readonly textbox: HTMLElement;
  readonly query: string;
  readonly pick: (item: SlashItem) => void;
  readonly ref?: Ref<MenuListHandle>;
}

/** The blocks to put in, filtered by what follows the slash. */
export function SlashList({ query, ...props }: SlashListProps) {
  const { t } = useTranslation("document");
  const named = slashItems.map((item) => ({ ...item, label: t(`slash.${item.id}`) }));
  const lines = findItems(named, query).map((item) => ({
    ...item,
    Sign: item.icon,
    icon: <item.icon aria-hidden="true" />,
  }));
  return (
    <MenuList
      {...props}
      query={query}
      label={t("slash.title")}
      lines={lines}
      note={lines.length === 0 ? t("slash.nothing") : undefined}
      pick={({ Sign, ...line }) => props.pick({ ...line, icon: Sign })}
    />
  );
}
