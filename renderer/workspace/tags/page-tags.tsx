import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PageDetails, PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import type { Tag } from "#services/contracts/shapes.ts";
import { changeTags } from "./change-tags.ts";
import { sayTagsChanged, sayTagsNotChanged } from "./say-tags.ts";
import { TagChip } from "./tag-chip.tsx";

/** The tags of an open page, which lead to the pages that carry them; who edits it gives and takes them. */
export function PageTags({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation("tags");
  const cache = useQueryClient();
  const navigate = useNavigate();
  const add = useRef<HTMLButtonElement>(null);
  const isEditable = includesLevel(page.level, "edit") && !page.isTrashed;
  const { driveId: drive, tags = [] } = page;

  function takeOff(tag: Tag) {
    add.current?.focus({ preventScroll: true });
    const change = { pages: [page], tag, how: "take" } as const;
    changeTags(cache, change).then(() => sayTagsChanged(cache, change), sayTagsNotChanged);
  }
  if (tags.length === 0 && !isEditable) return null;
  return (
    <div className="tags">
      {tags.length === 0 ? null : (
        <ul aria-label={t("label")} className="contents">
          {tags.map((tag) => (
            <li key={tag.id} className="flex min-w-0">
              <TagChip
                tag={tag}
                onOpen={{
                  address: `/search?drive=${drive}&tags=${tag.id}`,
                  open: () => void navigate({ to: "/search", search: { drive, tags: tag.id } }),
                }}
                {...(isEditable ? { onRemove: () => takeOff(tag) } : {})}
              />
            </li>
          ))}
        </ul>
      )}
      {isEditable ? (
        <button
          ref={add}
          type="button"
          aria-haspopup="dialog"
          className="tags-add"
          onClick={() => openDialog({ kind: "tags", pages: [page] })}
        >
          <Plus aria-hidden />
          {t("add")}
        </button>
      ) : null}
    </div>
  );
}

/** Most tags that a line of a list has room for. */
const shownInLine = 2;

/** The first tags of a page in a list. */
export function LineTags({ page }: { readonly page: PageSummary }) {
  const { t } = useTranslation("tags");
  const { tags = [] } = page;
  if (tags.length === 0) return null;
  const count = tags.length - shownInLine;
  return (
    <span className="flex min-w-0 max-w-1/2 shrink items-center gap-1.5 phone:hidden">
      {tags.slice(0, shownInLine).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {count > 0 ? (
        <span className="shrink-0 text-ink-3 text-xs" title={tags.map(({ name }) => name).join(", ")}>
          <span aria-hidden>+{count}</span>
          <span className="sr-only">{t("more", { count })}</span>
        </span>
      ) : null}
    </span>
  );
}
