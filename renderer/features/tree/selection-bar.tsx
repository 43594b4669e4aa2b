import { CornerDownRight, Star, Tag, Trash2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import "./locale-en.ts";

interface SelectionBarProps {
  readonly count: number;
  /** Whether the person may change all of them. */
  readonly canChange: boolean;
  readonly onMove: () => void;
  readonly onTag: () => void;
  readonly onFavorite: () => void;
  readonly onTrash: () => void;
  readonly onClear: () => void;
}

/** What can be done with all selected pages at once. */
export function SelectionBar({ count, canChange, onMove, onTag, onFavorite, onTrash, onClear }: SelectionBarProps) {
  const { t } = useTranslation("selection");
  return (
    <div
      role="toolbar"
      aria-label={t("actions")}
      className="mx-2 mb-1 flex items-center gap-0.5 rounded-md border border-line bg-raised py-0.5 pr-0.5 pl-2.5 shadow-lift"
    >
      <span role="status" className="min-w-0 flex-1 truncate text-ink-2 text-sm">
        {t("selected", { count })}
      </span>
      {canChange ? (
        <IconButton label={t("move")} onClick={onMove}>
          <CornerDownRight aria-hidden className="size-4" />
        </IconButton>
      ) : null}
      {canChange ? (
        <IconButton label={t("tag")} onClick={onTag}>
          <Tag aria-hidden className="size-4" />
        </IconButton>
      ) : null}
      <IconButton label={t("favorite")} onClick={onFavorite}>
        <Star aria-hidden className="size-4" />
      </IconButton>
      {canChange ? (
        <IconButton label={t("trash")} onClick={onTrash}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      ) : null}
      <IconButton label={t("clear")} onClick={onClear}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
