import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { pageQuery } from "#renderer/workspace/pages/page-queries.ts";

/** Leads to a page in its drive, at the same block; stays where the person may not see one. */
export async function leadToPage(cache: QueryClient, pageId: string, hash: string): Promise<void> {
  const found = await cache.fetchQuery(pageQuery(pageId)).catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  if (found !== undefined)
    throw redirect({ to: "/d/$driveId/p/$pageId", params: { driveId: found.driveId, pageId }, hash, replace: true });
}
