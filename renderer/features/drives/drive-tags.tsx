import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Select } from "#renderer/components/select.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { TagChip, TagDot } from "#renderer/workspace/tags/tag-chip.tsx";
import { showTagsAgain } from "#renderer/workspace/tags/tag-events.ts";
import { type CountedTag, tagsQuery } from "#renderer/workspace/tags/tags-query.ts";
import { limits } from "#services/contracts/limits.ts";
import { findTagColor, tagColors } from "#services/contracts/tag-colors.ts";
import { tidyTagName } from "#services/contracts/tag-name.ts";

/** The tags of a drive: what they are called, their colours and how many pages carry them; its editors change them. */
export function DriveTags({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  const { data: tags, error, refetch } = useQuery(tagsQuery(driveId));
  const canChange = useAllowed()({ driveId, pageId: null }, "edit");
  return (
    <section aria-labelledby="drive-tags" className="border-line border-t pt-5">
      <h2 id="drive-tags" className="font-semibold">
        {t("driveSettings:tags")}
      </h2>
      {tags === undefined && error !== null ? (
        <p role="alert" className="mt-1 flex flex-wrap items-center gap-3 text-ink-2 text-sm">
          {t("driveSettings:tagsFailed")} {sentenceOf(error)}
          <Button onClick={() => void refetch()}>{t("common.retry")}</Button>
        </p>
      ) : null}
      {tags?.length === 0 ? <p className="mt-1 text-ink-2 text-sm">{t("driveSettings:noTags")}</p> : null}
      <ul className="mt-2">
        {tags?.map((tag) => (
          <li key={tag.id} className="flex min-h-10 items-center gap-2 border-line border-b py-1">
            {canChange ? (
              <TagLine key={`${tag.name} ${tag.color}`} driveId={driveId} tag={tag} />
            ) : (
              <span className="flex min-w-0 flex-1">
                <TagChip tag={tag} />
              </span>
            )}
            <span className="min-w-14 shrink-0 text-right text-ink-3 text-sm tabular-nums">
              {t("driveSettings:tagPages", { count: tag.pageCount })}
            </span>
            {canChange ? <DeleteTag driveId={driveId} tag={tag} /> : null}
          </li>
        ))}
      </ul>
      {canChange ? <NewTag driveId={driveId} /> : null}
    </section>
  );
}

interface TagProps {
  readonly driveId: string;
  readonly tag: CountedTag;
}

function TagLine({ driveId, tag }: TagProps) {
  const { t } = useTranslation(["tags", "driveSettings"]);
  const cache = useQueryClient();
  const [name, setName] = useState(tag.name);

  function change(changes: { name?: string; color?: CountedTag["color"] }) {
    api.call("tags.update", { driveId, tagId: tag.id, ...changes }).then(
      () => showTagsAgain(cache, { driveId }),
      (error: unknown) => {
        setName(tag.name);
        showToast({ message: t("tags:notChanged"), description: sentenceOf(error) });
      },
    );
  }
  function rename() {
    const tidy = tidyTagName(name);
    if (tidy === "" || tidy === tag.name) setName(tag.name);
    else change({ name: tidy });
  }
  return (
    <>
      <TagDot color={tag.color} />
      <input
        aria-label={t("driveSettings:tagName", { tag: tag.name })}
        dir="auto"
        value={name}
        maxLength={limits.tagNameCharacters}
        className="h-8 min-w-0 flex-1 rounded-sm border border-transparent bg-transparent px-2 text-ink hover:border-line-strong focus:border-line-strong coarse:h-10 coarse:text-body"
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") rename();
          if (event.key === "Escape") setName(tag.name);
        }}
      />
      <Select
        isQuiet
        label={t("driveSettings:tagColor", { tag: tag.name })}
        value={tag.color}
        choices={tagColors.map((color) => ({ value: color, label: t(`tags:color.${color}`) }))}
        onChoose={(value) => {
          const color = findTagColor(value);
          if (color !== undefined) change({ color });
        }}
      />
    </>
  );
}

function DeleteTag({ driveId, tag }: TagProps) {
  const { t } = useTranslation(["app", "driveSettings", "tags"]);
  const cache = useQueryClient();
  const named = { tag: tag.name };

  async function restore() {
    try {
      await api.call("tags.restore", { driveId, tagId: tag.id });
      showTagsAgain(cache, { driveId });
    } catch (error) {
      showToast({ message: t("driveSettings:tagNotRestored", named), description: sentenceOf(error) });
    }
  }
  async function remove() {
    try {
      await api.call("tags.delete", { driveId, tagId: tag.id });
      cache.setQueryData<CountedTag[]>(queryKeys.tags(driveId), (tags) => tags?.filter(({ id }) => id !== tag.id));
      showTagsAgain(cache, { driveId });
      showToast({
        message: t("driveSettings:tagDeleted", named),
        action: { label: t("common.undo"), onSelect: () => void restore() },
      });
    } catch (error) {
      showToast({ message: t("tags:notChanged"), description: sentenceOf(error) });
    }
  }
  return (
    <IconButton label={t("driveSettings:tagDelete", named)} onClick={() => void remove()}>
      <Trash2 aria-hidden className="size-4" />
    </IconButton>
  );
}

function NewTag({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["driveSettings"]);
  const cache = useQueryClient();
  const [name, setName] = useState("");
  return (
    <form
      className="mt-3 flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const tidy = tidyTagName(name);
        if (tidy === "") return;
        api.call("tags.create", { driveId, name: tidy }).then(
          () => {
            setName("");
            showTagsAgain(cache, { driveId });
          },
          (error: unknown) => showToast({ message: t("driveSettings:tagNotMade"), description: sentenceOf(error) }),
        );
      }}
    >
      <input
        aria-label={t("driveSettings:newTag")}
        placeholder={t("driveSettings:newTag")}
        dir="auto"
        value={name}
        maxLength={limits.tagNameCharacters}
        onChange={(event) => setName(event.currentTarget.value)}
        className="h-9 min-w-0 flex-1 rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
      />
      <Button type="submit">{t("driveSettings:addTag")}</Button>
    </form>
  );
}
