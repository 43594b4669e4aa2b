import { sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import type { DocumentLink } from "#services/documents/schema/list-links.ts";

interface LinksOfPage {
  readonly pageId: string;
  readonly links: readonly DocumentLink[];
}

/** Makes these the links of a page, which is locked; what is as it was is not written. A page does not link to itself. */
export async function storeLinks(tx: Transaction, { pageId, links }: LinksOfPage): Promise<void> {
  const others = links.filter(({ targetId }) => targetId !== pageId);
  const targets = sql.param(others.map(({ targetId }) => targetId));
  const kinds = sql.param(others.map(({ kind }) => kind));
  const excerpts = sql.param(others.map(({ excerpt }) => excerpt));
  await tx.execute(sql`
    WITH gone AS (
      DELETE FROM page_links WHERE source_id = ${pageId} AND target_id <> ALL (${targets}::uuid[])
    )
    INSERT INTO page_links AS known (source_id, kind, target_id, excerpt)
    SELECT ${pageId}::uuid, link.kind, link.target_id, link.excerpt
    FROM unnest(${kinds}::text[], ${targets}::uuid[], ${excerpts}::text[]) AS link(kind, target_id, excerpt)
    ON CONFLICT (source_id, target_id) DO UPDATE SET kind = excluded.kind, excerpt = excluded.excerpt
    WHERE (known.kind, known.excerpt) <> (excluded.kind, excluded.excerpt)`);
}
