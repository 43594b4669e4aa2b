import type { ProviderStatus } from "#renderer/realtime/document-provider.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { copyPlainText } from "./copy-plain-text.ts";
import type { Obstacle } from "./document-notices.tsx";

interface Circumstances {
  readonly page: PageDetails;
  readonly status: ProviderStatus;
  /** What the document holds that this version does not know. */
  readonly unknown: string | undefined;
  readonly content: () => DocumentJson;
}

/** Why the document cannot be changed here; undefined where it can. The gravest reason wins. */
export function findObstacle({ page, status, unknown, content }: Circumstances): Obstacle | undefined {
  if (unknown !== undefined) return { kind: "unknown", what: unknown };
  const copy = () => copyAsMarkdown(content());
  if (status.state === "outdated") return { kind: "outdated", copy };
  if (status.state === "refused") return { kind: "refused", reason: status.sentence ?? "", copy };
  if (page.isTrashed) return { kind: "trashed" };
  if (status.state === "locked" || page.isLocked === true) return { kind: "locked" };
  if (status.state === "read-only" || !includesLevel(page.level, "edit")) return { kind: "viewer" };
  return undefined;
}

async function copyAsMarkdown(content: DocumentJson): Promise<void> {
  const { markdownFromDocument } = await import("#services/documents/schema/markdown.ts");
  await copyPlainText(markdownFromDocument(content));
}
