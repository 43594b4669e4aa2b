import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { patchPage } from "./page-cache.ts";
import type { PageSummary } from "./page-queries.ts";

/** Lets a page use the whole width, or the narrow column again; shown at once, taken back when it is refused. */
export async function setFullWidth(cache: QueryClient, { id, isFullWidth }: PageSummary): Promise<void> {
  const other = isFullWidth === true ? undefined : true;
  patchPage(cache, id, { isFullWidth: other });
  try {
    await api.call("pages.setFullWidth", { pageId: id, isFullWidth: other === true });
  } catch (error) {
    patchPage(cache, id, { isFullWidth });
    throw error;
  }
}

/** Locks a page against accidents, or unlocks it. */
export async function setLocked(
  cache: QueryClient,
  { id, isLocked }: Pick<PageSummary, "id" | "isLocked">,
): Promise<void> {
  await api.call("pages.setLocked", { pageId: id, isLocked: isLocked !== true });
  patchPage(cache, id, { isLocked: isLocked === true ? undefined : true });
}
