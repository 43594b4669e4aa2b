import { copyText } from "#renderer/components/copy-text.ts";
import type { PageSummary } from "./page-queries.ts";

/** Plain HTTP has no clipboard API: the text is copied from a field that is there for the moment. */
export async function copyPageLink(page: PageSummary): Promise<boolean> {
  const holder = document.createElement("textarea");
  holder.value = `${window.location.origin}/d/${page.driveId}/p/${page.id}`;
  holder.className = "sr-only";
  document.body.append(holder);
  try {
    return await copyText(holder.value, holder);
  } finally {
    holder.remove();
  }
}
