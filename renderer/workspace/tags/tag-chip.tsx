import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Tag } from "#services/contracts/shapes.ts";
import "./tags.css";
import "./locale-en.ts";

interface TagChipProps {
  readonly tag: Tag;
  /** Left out where it leads nowhere. */
  readonly onOpen?: { readonly address: string; readonly open: () => void };
  readonly onRemove?: () => void;
}

/** A tag in its colour; leads to the pages that carry it and can be taken off, where that is offered. */
export function TagChip({ tag, onOpen, onRemove }: TagChipProps) {
  const { t } = useTranslation("tags");
  return (
    <span className="tag" data-color={tag.color}>
      {onOpen === undefined ? (
        <bdi className="tag-name">{tag.name}</bdi>
      ) : (
        <a
          href={onOpen.address}
          className="tag-name"
          title={t("find", { tag: tag.name })}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen.open();
          }}
        >
          <bdi>{tag.name}</bdi>
        </a>
      )}
      {onRemove === undefined ? null : (
        <button type="button" className="tag-remove" aria-label={t("remove", { tag: tag.name })} onClick={onRemove}>
          <X aria-hidden />
        </button>
      )}
    </span>
  );
}

/** The colour of a tag alone. */
export function TagDot({ color }: { readonly color: Tag["color"] }) {
  return (
    <span aria-hidden className="tag" data-color={color} style={{ background: "none" }}>
      <span className="tag-dot" />
    </span>
  );
}
