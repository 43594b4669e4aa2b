import type { PageType } from "#services/contracts/page-types.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { hashToken } from "#services/identity/tokens.ts";

/** A page as whoever holds a link may read it. */
export type SharedPage = {
  readonly linkId: string;
  readonly passwordHash: string | null;
  readonly isIndexable: boolean;
  readonly hasSubtree: boolean;
  /** The page the link was made for. */
  readonly rootId: string;
  readonly id: string;
  readonly title: string;
  readonly type: PageType;
  readonly cover: Cover | null;
  /** From the root down to the parent. */
  readonly way: readonly SharedStep[];
};

/** A page that can be reached within a link. */
export interface SharedStep {
  readonly id: string;
  readonly title: string;
}

/** That a page `p` is the root of a link `l` or, where the link has them, a page below that no restriction hides. */
const isWithin = `(p.id = l.page_id OR (l.subtree AND p.ancestor_ids @> ARRAY[l.page_id] AND NOT EXISTS (
  SELECT FROM pages border WHERE border.access_mode = 'restricted' AND border.ancestor_ids @> ARRAY[l.page_id]
    AND (border.id = p.id OR border.id = ANY (p.ancestor_ids)))))`;

/** A link opens its page for as long as who made it manages the page. */
const fromOpenLink = `share_links l JOIN pages root ON root.id = l.page_id AND root.trashed_at IS NULL
   JOIN drives d ON d.id = root.drive_id AND d.trashed_at IS NULL
   LEFT JOIN users maker ON maker.id = l.created_by
   WHERE l.token_hash = $1 AND maker.deactivated_at IS NULL
     AND EXISTS (SELECT FROM page_ranks(ARRAY[l.page_id], ARRAY[l.created_by]) r WHERE r.rank >= 4)
     AND (l.expires_at IS NULL OR l.expires_at > now())`;

const selectSharedPage = prepare<SharedPage>(
  "shared-page",
  `SELECT l.id AS "linkId", l.password_hash AS "passwordHash", l.indexable AS "isIndexable", l.subtree AS "hasSubtree",
     l.page_id AS "rootId", p.id, p.title, p.type,
     CASE WHEN p.cover->>'kind' <> 'picture' OR EXISTS (
       SELECT FROM pages picture WHERE picture.id = (p.cover->>'fileId')::uuid AND picture.parent_id = p.id
         AND picture.trashed_at IS NULL AND picture.access_mode <> 'restricted') THEN p.cover END AS cover,
     coalesce((SELECT json_agg(json_build_object('id', a.id, 'title', a.title) ORDER BY cardinality(a.ancestor_ids))
       FROM pages a WHERE p.id <> l.page_id AND a.id = ANY (p.ancestor_ids)
         AND (a.id = l.page_id OR a.ancestor_ids @> ARRAY[l.page_id])), '[]') AS way
   FROM (SELECT l.* FROM ${fromOpenLink}) l
   JOIN pages p ON p.id = coalesce($2::uuid, l.page_id) AND p.trashed_at IS NULL AND ${isWithin}`,
);

/** The page of a link, or one that can be read with it; undefined where the link has ended or does not lead there. */
export async function findSharedPage(q: Queryable, token: string, pageId?: string): Promise<SharedPage | undefined> {
  const [page] = await selectSharedPage(q, [hashToken(token), pageId ?? null]);
  return page;
}

const selectSharedChildren = prepare<SharedStep & { readonly type: PageType }>(
  "shared-children",
  `SELECT p.id, p.title, p.type FROM (SELECT l.* FROM ${fromOpenLink}) l
   JOIN pages p ON p.parent_id = $2::uuid AND p.trashed_at IS NULL AND ${isWithin}
   ORDER BY p.position LIMIT 500`,
);

/** The pages right below a page that can be read with a link, in order. */
export function listSharedChildren(q: Queryable, token: string, pageId: string) {
  return selectSharedChildren(q, [hashToken(token), pageId]);
}

const selectSharedAmong = prepare<{ readonly id: string }>(
  "shared-among",
  `SELECT p.id FROM (SELECT l.* FROM ${fromOpenLink}) l
   JOIN pages p ON p.id = ANY ($2::uuid[]) AND p.trashed_at IS NULL AND ${isWithin}`,
);

/** Those of some pages that can be read with a link. */
export async function filterShared(q: Queryable, token: string, pageIds: readonly string[]): Promise<Set<string>> {
  if (pageIds.length === 0) return new Set();
  const found = await selectSharedAmong(q, [hashToken(token), pageIds]);
  return new Set(found.map(({ id }) => id));
}

/** That a page `p` is a picture of the link's own page: the file lies right below it. */
const isOwnPicture = "(p.parent_id = l.page_id AND p.access_mode <> 'restricted')";

function prepareFiles(name: string, condition: string) {
  return prepare<{ readonly id: string }>(
    name,
    `SELECT p.id FROM (SELECT l.* FROM ${fromOpenLink}) l
     JOIN pages p ON p.id = ANY ($2::uuid[]) AND p.trashed_at IS NULL AND (${isWithin} OR (${condition}))
     JOIN page_files f ON f.page_id = p.id`,
  );
}

const selectPictures = prepareFiles("shared-pictures", isOwnPicture);

/** Those of the files that a page names as its pictures which are shown in it. */
export async function filterPictures(q: Queryable, token: string, pageIds: readonly string[]): Promise<Set<string>> {
  if (pageIds.length === 0) return new Set();
  const found = await selectPictures(q, [hashToken(token), pageIds]);
  return new Set(found.map(({ id }) => id));
}

const selectSharedFile = prepareFiles(
  "shared-file",
  `${isOwnPicture} AND (
     EXISTS (SELECT FROM pages own WHERE own.id = l.page_id AND (own.cover->>'fileId')::uuid = p.id)
     OR EXISTS (
       SELECT FROM documents d WHERE d.page_id = l.page_id AND strpos(d.projected_json::text, p.id::text) > 0))`,
);

/** Whether a link gives the file of a page: one that can be read with it, or a picture that lies right below its page and is shown there or over it. */
export async function isFileShared(q: Queryable, token: string, pageId: string): Promise<boolean> {
  return (await selectSharedFile(q, [hashToken(token), [pageId]])).length > 0;
}
