import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { patchPage } from "./page-cache.ts";
import type { PageSummary } from "./page-queries.ts";

/** Makes a page a template, or no template any more. */
export async function markTemplate(cache: QueryClient, { id, driveId, isTemplate }: PageSummary): Promise<void> {
  await api.call("pages.setTemplate", { pageId: id, isTemplate: isTemplate !== true });
  patchPage(cache, id, { isTemplate: isTemplate === true ? undefined : true });
  readAgain(cache, queryKeys.templates(driveId));
}
