import { api } from "#renderer/api/client.ts";
import { copyUnshownText } from "#renderer/components/copy-text.ts";
import type { PageSummary } from "./page-queries.ts";
import { shownTitle } from "./shown-title.ts";

/** Puts a page on the clipboard as Markdown, its title as the first heading; true when it is there. */
export async function copyAsMarkdown(page: PageSummary): Promise<boolean> {
  const { content } = await api.call("documents.read", { pageId: page.id, format: "markdown" });
  return copyUnshownText(`# ${headingOf(page.title)}\n\n${content}`);
}

/** A title as the words of a heading: on one line, and nothing in it is a sign of Markdown. */
function headingOf(title: string): string {
  return shownTitle(title)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#~&!|$]/g, "\\$&");
}
