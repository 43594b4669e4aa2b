import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { patchPage } from "#renderer/workspace/pages/page-cache.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";

/** Gives a page another icon, or none: shown at once, taken back when it is refused. */
export async function setIcon(cache: QueryClient, page: PageSummary, icon: string | null): Promise<void> {
  patchPage(cache, page.id, { icon });
  try {
    await api.call("pages.setIcon", { pageId: page.id, icon });
  } catch (error) {
    patchPage(cache, page.id, { icon: page.icon });
    throw error;
  }
}
