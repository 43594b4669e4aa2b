import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { changeTags, tagsOf } from "#renderer/workspace/tags/change-tags.ts";
import { sayTagsChanged, sayTagsNotChanged } from "#renderer/workspace/tags/say-tags.ts";
import { TagChip } from "#renderer/workspace/tags/tag-chip.tsx";
import { type CountedTag, tagsQuery } from "#renderer/workspace/tags/tags-query.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import { limits } from "#services/contracts/limits.ts";
import type { Tag } from "#services/contracts/shapes.ts";
import { type TagColor, tagColors } from "#services/contracts/tag-colors.ts";
import { foldTagName, tidyTagName } from "#services/contracts/tag-name.ts";
import { ColorChoice } from "./color-choice.tsx";
import "./locale-en.ts";

const lineLook =
  "flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-ink hover:bg-hover data-[selected=true]:bg-active coarse:min-h-11";

/** The keys that lead to another line. */
const movingKeys: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);

/** Gives pages of a drive its tags and takes them off, and makes new ones: type, ↑ and ↓, Enter. */
export function TagDialog({ pages }: { readonly pages: readonly [PageSummary, ...PageSummary[]] }) {
  const { t } = useTranslation(["app", "tagDialog", "tags"]);
  const cache = useQueryClient();
  const [{ driveId, title }] = pages;
  const [text, setText] = useState("");
  const [chosenColor, setChosenColor] = useState<TagColor | null>(null);
  const [, setChanges] = useState(0);
  const { data: tags, error, refetch } = useQuery(tagsQuery(driveId));
  const mayMake = useAllowed()({ driveId, pageId: null }, "edit");
  const name = tidyTagName(text);
  const words = foldTagName(text);
  const isOffline = useConnection(({ status }) => status === "offline");
  /** Whether the marked line was chosen by keys, not by what was typed. */
  const hasMoved = useRef(false);
  const named = tags?.find((tag) => foldTagName(tag.name) === words);
  const found = tags?.filter((tag) => tag !== named && foldTagName(tag.name).includes(words)) ?? [];
  const shown = named === undefined ? found : [named, ...found];
  const excess = Math.max(0, name.length - limits.tagNameCharacters);
  const isNew = mayMake && words !== "" && tags !== undefined && named === undefined && excess === 0;
  const color = chosenColor ?? rarestColor(tags ?? []);

  const carriers = (tag: Tag) => pages.filter((page) => tagsOf(cache, page).some(({ id }) => id === tag.id));
  const isCarried = (tag: Tag) => carriers(tag).length === pages.length;

  async function change(tag: Tag, how: "give" | "take") {
    try {
      const changing = changeTags(cache, { pages, tag, how });
      setChanges((count) => count + 1);
      const pageIds = await changing;
      const changed = pages.filter(({ id }) => pageIds.includes(id));
      // Of one page the list shows what was given; what was taken off can be brought back.
      const isSaid = changed.length > 0 && (pages.length > 1 || how === "take");
      if (isSaid) sayTagsChanged(cache, { pages: changed, tag, how });
    } catch (failure) {
      sayTagsNotChanged(failure);
    }
    setChanges((count) => count + 1);
  }
  function choose(tag: Tag) {
    // What was typed has found its tag: Enter once more must not undo that.
    if (!hasMoved.current) type("");
    void change(tag, isCarried(tag) ? "take" : "give");
  }
  function type(typed: string) {
    hasMoved.current = false;
    setText(typed);
  }
  function watchKeys(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter") {
      if (movingKeys.has(event.key) || event.ctrlKey) hasMoved.current = true;
      return;
    }
    // Who types the name of a tag wants it there.
    if (hasMoved.current || named === undefined || !isCarried(named)) return;
    event.preventDefault();
    type("");
  }
  async function make() {
    type("");
    setChosenColor(null);
    try {
      const tag = await api.call("tags.create", { driveId, name, color });
      cache.setQueryData<CountedTag[]>(
        queryKeys.tags(driveId),
        (known) => known && [...known, { ...tag, pageCount: 0 }],
      );
      await change(tag, "give");
    } catch (failure) {
      setText(name);
      showToast({ message: t("tagDialog:notMade"), description: sentenceOf(failure) });
    }
  }
  return (
    <Dialog
      title={t("tagDialog:title", { count: pages.length, title: shownTitle(title) })}
      closeLabel={t("common.close")}
      onClose={closeDialog}
    >
      <Command shouldFilter={false} loop disablePointerSelection label={t("tagDialog:find")} onKeyDown={watchKeys}>
        <Command.Input
          value={text}
          onValueChange={type}
          placeholder={t("tagDialog:find")}
          aria-describedby={excess > 0 ? "tag-too-long" : undefined}
          className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
        />
        <Command.List label={t("tagDialog:list")} className="mt-2 max-h-[min(42vh,320px)] overflow-y-auto">
          {/* Marked at first, so that Enter does nothing until one types or moves. */}
          {words === "" ? <Command.Item value="nothing" className="hidden" /> : null}
          {shown.map((tag) => (
            <TagLine
              key={tag.id}
              tag={tag}
              carried={shareOf(carriers(tag).length, pages.length)}
              onSelect={() => choose(tag)}
            />
          ))}
          {isNew ? (
            <Command.Item value="new" onSelect={() => void make()} className={lineLook}>
              <Plus aria-hidden className="size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate">{t("tagDialog:create", { name })}</span>
              <TagChip tag={{ id: "new", name, color }} />
            </Command.Item>
          ) : null}
        </Command.List>
      </Command>
      {isNew ? <ColorChoice label={t("tagDialog:color")} value={color} onChoose={setChosenColor} /> : null}
      {excess > 0 ? (
        <p id="tag-too-long" role="status" className="mt-2 text-bad text-sm">
          {t("tagDialog:tooLong", { count: excess, limit: limits.tagNameCharacters })}
        </p>
      ) : null}
      {isOffline && tags !== undefined ? (
        <p role="status" className="mt-2 text-ink-3 text-sm">
          {t("tagDialog:stale")}
        </p>
      ) : null}
      {shown.length === 0 && !isNew && excess === 0 ? (
        <div role="status" className="flex flex-col items-center gap-3 px-3 py-5 text-center text-ink-2">
          {tags === undefined && isOffline ? (
            <p>{t("tagDialog:offline")}</p>
          ) : tags === undefined && error !== null ? (
            <>
              <p>
                {t("tagDialog:failed")} {sentenceOf(error)}
              </p>
              <Button onClick={() => void refetch()}>{t("common.retry")}</Button>
            </>
          ) : (
            <p className={tags === undefined ? "appear-late" : ""}>
              {t(tags === undefined ? "tagDialog:loading" : words === "" ? "tagDialog:empty" : "tagDialog:none")}
            </p>
          )}
        </div>
      ) : null}
    </Dialog>
  );
}

type Share = "all" | "some" | "none";

function shareOf(count: number, all: number): Share {
  return count === 0 ? "none" : count === all ? "all" : "some";
}

interface TagLineProps {
  readonly tag: CountedTag;
  readonly carried: Share;
  readonly onSelect: () => void;
}

function TagLine({ tag, carried, onSelect }: TagLineProps) {
  const { t } = useTranslation("tagDialog");
  const Sign = carried === "some" ? Minus : Check;
  return (
    <Command.Item value={tag.id} onSelect={onSelect} className={lineLook}>
      <span className="grid size-4 shrink-0 place-items-center text-accent">
        {carried === "none" ? null : <Sign aria-hidden className="size-4" />}
      </span>
      <TagChip tag={tag} />
      {carried === "none" ? null : <span className="sr-only">{t(carried === "all" ? "carried" : "partly")}</span>}
      <span aria-hidden className="flex-1 text-right text-ink-3 text-sm tabular-nums">
        {tag.pageCount === 0 ? null : tag.pageCount}
      </span>
    </Command.Item>
  );
}

/** The colour that the fewest tags have, so that new ones differ without being asked. */
function rarestColor(tags: readonly Tag[]): TagColor {
  const uses = (color: TagColor) => tags.filter((tag) => tag.color === color).length;
  return tagColors
    .filter((color) => color !== "gray")
    .reduce((rarest: TagColor, color) => (uses(color) < uses(rarest) ? color : rarest), "blue");
}
