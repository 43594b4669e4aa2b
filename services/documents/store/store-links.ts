import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import type { PageLink } from "#services/documents/schema/list-links.ts";

interface LinksOfPage {
  readonly pageId: string;
  readonly links: readonly PageLink[];
}

/** Makes these the links of a page, which is locked; what is as it was is not written. A page does not link to itself. */
export async function storeLinks(tx: Transaction, { pageId, links }: LinksOfPage): Promise<void> {
  const others = links.filter((link) => link.pageId !== pageId);
  const targets = sql.param(others.map((link) => link.pageId));
  await tx.execute(sql`
    WITH gone AS (
      DELETE FROM page_links WHERE source_id = ${pageId} AND target_id <> ALL (${targets}::uuid[])
    )
    INSERT INTO page_links AS known (source_id, target_id, excerpt)
    SELECT ${pageId}::uuid, link.target_id, link.excerpt
    FROM unnest(${targets}::uuid[], ${sql.param(others.map(({ excerpt }) => excerpt))}::text[]) AS link(target_id, excerpt)
    ON CONFLICT (source_id, target_id) DO UPDATE SET excerpt = excluded.excerpt
    WHERE known.excerpt <> excluded.excerpt`);
}
