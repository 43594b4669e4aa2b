import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { patchPage } from "#renderer/workspace/pages/page-cache.ts";
import { findCachedPage, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import type { Tag } from "#services/contracts/shapes.ts";

/** The tags a page carries, as the cache knows them by now. */
export function tagsOf(cache: QueryClient, page: PageSummary): readonly Tag[] {
  return (findCachedPage(cache, page.id) ?? page).tags ?? [];
}

export interface TagChange {
  readonly pages: readonly PageSummary[];
  readonly tag: Tag;
  readonly how: "give" | "take";
}

/** Gives pages of one drive a tag, or takes it off them; shows at once. Gives the ids of those that changed. */
export async function changeTags(cache: QueryClient, { pages, tag, how }: TagChange): Promise<readonly string[]> {
  for (const page of pages) {
    const others = tagsOf(cache, page).filter(({ id }) => id !== tag.id);
    patchPage(cache, page.id, { tags: how === "give" ? inOrder([...others, tag]) : others });
  }
  try {
    const input = { pageIds: pages.map(({ id }) => id), tagId: tag.id };
    const { pageIds } = await api.call(how === "give" ? "pages.tagMany" : "pages.untagMany", input);
    return pageIds;
  } catch (error) {
    for (const driveId of new Set(pages.map((page) => page.driveId)))
      readAgain(cache, queryKeys.childrenOfDrive(driveId));
    readAgain(cache, queryKeys.favorites);
    readAgain(cache, queryKeys.allPages);
    throw error;
  } finally {
    readAgain(cache, queryKeys.allTags);
  }
}

function inOrder(tags: readonly Tag[]): Tag[] {
  return tags.toSorted((one, other) => one.name.localeCompare(other.name));
}
