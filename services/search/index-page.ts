import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { pages, searchEntries } from "#services/database/schema/pages.ts";
import { foldText } from "./fold-text.ts";
import { indexBody, indexTitle, type SearchIndex } from "./search-vector.ts";

/** The way texts are indexed. Raised with every change to it; entries made in an older way are made again. */
export const indexVersion = 2;

export interface PageText {
  readonly pageId: string;
  /** Everything that can be found on the page apart from its title. */
  readonly body: string;
  /** What `indexBody(body)` gives, where that was found out before, away from the event loop. */
  readonly bodyIndex?: SearchIndex;
}

/** The nearest restricted page among a page and its ancestors, else its drive. Columns are written out: drizzle leaves the table off, and the inner query would take them for its own. */
const scopeId = sql<string>`coalesce(
  (SELECT border.id FROM pages AS border
   WHERE border.access_mode = 'restricted' AND (border.id = pages.id OR border.id = ANY (pages.ancestor_ids))
   ORDER BY cardinality(border.ancestor_ids) DESC LIMIT 1),
  pages.drive_id)`;

/**
 * Makes a page findable by its title and this text, in place of what was there before. A page that is gone is passed
 * over. The page's row stays locked until the transaction ends, so no rename, move or trash goes by unseen.
 */
export async function indexPage(tx: Transaction, { pageId, body, bodyIndex }: PageText): Promise<void> {
  // A statement of its own: one that waited for the lock would still see what surrounds the page as it was before.
  await lockPage(tx, pageId);
  const [page] = await tx
    .select({
      driveId: pages.driveId,
      type: pages.type,
      title: pages.title,
      isTrashed: sql<boolean>`${pages.trashedAt} IS NOT NULL`,
      scopeId,
    })
    .from(pages)
    .where(eq(pages.id, pageId));
  if (!page) return;
  const text = body.replaceAll("\u0000", "");
  const title = indexTitle(page.title);
  const index = bodyIndex ?? indexBody(text);
  const values = {
    ...page,
    body: text,
    foldedTitle: foldText(page.title),
    vector: sql`${title.vector}::tsvector || ${index.vector}::tsvector`,
    places: [title.positions, ...index.places],
    indexVersion,
    updatedAt: sql`now()`,
  };
  await tx
    .insert(searchEntries)
    .values({ pageId, ...values })
    .onConflictDoUpdate({ target: searchEntries.pageId, set: values });
  await noteWords(tx, [[...title.known, ...index.known]]);
}

/** Keeps what is found of a page as it is until the transaction ends, apart from what this transaction does. */
export async function lockPage(tx: Transaction, pageId: string): Promise<void> {
  await tx.select({ id: pages.id }).from(pages).where(eq(pages.id, pageId)).for("no key update");
}

/** Makes a page that this transaction inserted findable by its title and the text it begins with. */
export async function indexNewPage(
  tx: Transaction,
  { pageId, title, body }: PageText & { readonly title: string },
): Promise<void> {
  const text = body.replaceAll("\u0000", "");
  const [titleIndex, bodyIndex] = [indexTitle(title), indexBody(text)];
  await insertEntry(tx, [
    ...[pageId, text, foldText(title), titleIndex.vector, bodyIndex.vector],
    ...[[titleIndex.positions, ...bodyIndex.places], indexVersion],
  ]);
  await noteWords(tx, [[...titleIndex.known, ...bodyIndex.known]]);
}

/** Two transactions may note the same word: waiting for one another would cost more than the second row. */
const noteWords = prepare<Record<string, never>>(
  "note-search-words",
  `INSERT INTO search_words (word)
   SELECT DISTINCT noted.word FROM unnest($1::text[]) AS noted(word)
   WHERE NOT EXISTS (SELECT FROM search_words AS old WHERE old.word = noted.word)`,
);

const insertEntry = prepare<Record<string, never>>(
  "insert-search-entry",
  `INSERT INTO search_entries
     (page_id, drive_id, scope_id, type, title, body, folded_title, vector, places, index_version, trashed)
   SELECT p.id, p.drive_id, coalesce(
     (SELECT border.id FROM pages border
      WHERE border.access_mode = 'restricted' AND (border.id = p.id OR border.id = ANY (p.ancestor_ids))
      ORDER BY cardinality(border.ancestor_ids) DESC LIMIT 1),
     p.drive_id), p.type, p.title, $2::text, $3::text, $4::tsvector || $5::tsvector, $6::integer[], $7::integer, false
   FROM pages p WHERE p.id = $1::uuid`,
);

/** Brings the entries of these pages and all below them up to date after a move, restriction, trash or restore; text stays. */
export async function refreshEntries(tx: Transaction, pageIds: readonly string[]): Promise<void> {
  if (pageIds.length === 0) return;
  const ids = sql`ARRAY[${sql.join(
    pageIds.map((id) => sql`${id}`),
    sql`, `,
  )}]::uuid[]`;
  const places = tx
    .select({
      id: pages.id,
      driveId: sql<string>`${pages.driveId}`.as("new_drive_id"),
      scopeId: scopeId.as("new_scope_id"),
      isTrashed: sql<boolean>`${pages.trashedAt} IS NOT NULL`.as("new_trashed"),
    })
    .from(pages)
    .where(sql`${pages.id} = ANY(${ids}) OR ${pages.ancestorIds} && ${ids}`)
    .as("places");
  await tx
    .update(searchEntries)
    .set({ driveId: sql`${places.driveId}`, scopeId: sql`${places.scopeId}`, isTrashed: sql`${places.isTrashed}` })
    .from(places)
    .where(
      and(
        eq(searchEntries.pageId, places.id),
        sql`(${searchEntries.driveId}, ${searchEntries.scopeId}, ${searchEntries.isTrashed})
            IS DISTINCT FROM (${places.driveId}, ${places.scopeId}, ${places.isTrashed})`,
      ),
    );
}

/** Makes a page findable by the title it was just given; its text stays. */
export async function retitleEntry(tx: Transaction, pageId: string): Promise<void> {
  const [entry] = await tx
    .select({ body: searchEntries.body })
    .from(searchEntries)
    .where(eq(searchEntries.pageId, pageId));
  await indexPage(tx, { pageId, body: entry?.body ?? "" });
}
