import { copyUnshownText } from "#renderer/components/copy-text.ts";
import type { PageSummary } from "./page-queries.ts";

/** Puts the address of a page on the clipboard; true when it is there. */
export function copyPageLink(page: PageSummary): Promise<boolean> {
  return copyUnshownText(`${window.location.origin}/d/${page.driveId}/p/${page.id}`);
}
