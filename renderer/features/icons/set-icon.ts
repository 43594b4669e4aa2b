import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { patchDrive } from "#renderer/workspace/drives/drive-query.ts";
import { patchPage } from "#renderer/workspace/pages/page-cache.ts";
import type { IconOwner } from "#renderer/workspace/window/dialogs.ts";

/** Gives a page or a drive another icon, or none: shown at once, taken back when it is refused. */
export async function setIcon(cache: QueryClient, of: IconOwner, icon: string | null): Promise<void> {
  show(cache, of, icon);
  try {
    if (of.kind === "page") await api.call("pages.setIcon", { pageId: of.page.id, icon });
    else await api.call("drives.update", { driveId: of.drive.id, icon });
  } catch (error) {
    show(cache, of, of.kind === "page" ? of.page.icon : of.drive.icon);
    throw error;
  }
}

function show(cache: QueryClient, of: IconOwner, icon: string | null): void {
  if (of.kind === "page") patchPage(cache, of.page.id, { icon });
  else patchDrive(cache, of.drive.id, { icon });
}
