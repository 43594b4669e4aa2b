import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Minus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { changeTags, tagsOf } from "#renderer/workspace/tags/change-tags.ts";
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
  "flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-ink data-[selected=true]:bg-active coarse:min-h-11";

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
  const shown = tags?.filter((tag) => foldTagName(tag.name).includes(words)) ?? [];
  const isNew = mayMake && words !== "" && tags?.every((tag) => foldTagName(tag.name) !== words) === true;
  const color = chosenColor ?? rarestColor(tags ?? []);

  const carriers = (tag: Tag) => pages.filter((page) => tagsOf(cache, page).some(({ id }) => id === tag.id));

  async function change(tag: Tag, how: "give" | "take") {
    try {
      const changing = changeTags(cache, { pages, tag, how });
      setChanges((count) => count + 1);
      const pageIds = await changing;
      if (pages.length > 1 && pageIds.length > 0) sayChanged(tag, how, pageIds);
    } catch (failure) {
      showToast({ message: t("tags:notChanged"), description: sentenceOf(failure) });
    }
    setChanges((count) => count + 1);
  }
  function sayChanged(tag: Tag, how: "give" | "take", pageIds: readonly string[]) {
    const changed = pages.filter(({ id }) => pageIds.includes(id));
    const back = how === "give" ? "take" : "give";
    showToast({
      message: t(how === "give" ? "tagDialog:given" : "tagDialog:taken", { count: pageIds.length, tag: tag.name }),
      action: {
        label: t("common.undo"),
        onSelect: () =>
          void changeTags(cache, { pages: changed, tag, how: back }).catch((failure: unknown) =>
            showToast({ message: t("tags:notChanged"), description: sentenceOf(failure) }),
          ),
      },
    });
  }
  async function make() {
    setText("");
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
      <Command shouldFilter={false} loop label={t("tagDialog:find")}>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t("tagDialog:find")}
          maxLength={limits.tagNameCharacters}
          className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
        />
        <Command.List label={t("tagDialog:list")} className="mt-2 max-h-[min(42vh,320px)] overflow-y-auto">
          {shown.map((tag) => (
            <TagLine
              key={tag.id}
              tag={tag}
              carried={shareOf(carriers(tag).length, pages.length)}
              onSelect={() => void change(tag, carriers(tag).length === pages.length ? "take" : "give")}
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
      {shown.length === 0 && !isNew ? (
        <div role="status" className="flex flex-col items-center gap-3 px-3 py-5 text-center text-ink-2">
          {tags === undefined && error !== null ? (
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
