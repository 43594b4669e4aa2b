import type { QueryClient } from "@tanstack/react-query";
import { notFound, redirect } from "@tanstack/react-router";
import { pageQuery } from "#renderer/workspace/pages/page-queries.ts";

/** Leads to a page in its drive; there is nothing where the person may not see one. */
export async function leadToPage(cache: QueryClient, pageId: string): Promise<never> {
  const found = await cache.fetchQuery(pageQuery(pageId)).catch(() => undefined);
  if (found === undefined) throw notFound();
  throw redirect({ to: "/d/$driveId/p/$pageId", params: { driveId: found.driveId, pageId }, replace: true });
}
