import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { showToast } from "#renderer/components/toast.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { changeTags, type TagChange } from "./change-tags.ts";
import "./locale-en.ts";

/** Says that pages were given a tag, or that it was taken off them, and offers to undo that. */
export function sayTagsChanged(cache: QueryClient, { pages, tag, how }: TagChange): void {
  const back = how === "give" ? "take" : "give";
  showToast({
    message: i18next.t(how === "give" ? "tags:given" : "tags:taken", { count: pages.length, tag: tag.name }),
    action: {
      label: i18next.t("common.undo"),
      onSelect: () => void changeTags(cache, { pages, tag, how: back }).catch(sayTagsNotChanged),
    },
  });
}

/** Says why tags are as they were. */
export function sayTagsNotChanged(error: unknown): void {
  showToast({ message: i18next.t("tags:notChanged"), description: sentenceOf(error) });
}
