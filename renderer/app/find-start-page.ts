import type { QueryClient } from "@tanstack/react-query";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { findUsualType } from "#renderer/workspace/page-types/catalogue.ts";
import { childrenQuery, pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { useTabs } from "#renderer/workspace/tabs/tabs.ts";

/** Where the app opens: the page last looked at, else the first page of the first drive, else that drive. */
export async function findStartPage(cache: QueryClient) {
  const [lastId] = useTabs.getState().recentIds;
  if (lastId !== undefined) {
    const last = await cache.ensureQueryData(pageQuery(lastId)).catch(() => undefined);
    if (last !== undefined && !last.isTrashed) return toPage(last);
  }
  const drives = await cache.ensureQueryData(drivesQuery());
  const drive = drives[0];
  if (drive === undefined) return { to: "/d/$driveId" as const, params: { driveId: "none" } };
  const pages = await cache.ensureQueryData(childrenQuery(drive.id, null));
  const first = pages.find(({ type }) => type === findUsualType()?.type) ?? pages[0];
  return first === undefined ? { to: "/d/$driveId" as const, params: { driveId: drive.id } } : toPage(first);
}

function toPage({ id, driveId }: { id: string; driveId: string }) {
  return { to: "/d/$driveId/p/$pageId" as const, params: { driveId, pageId: id } };
}
