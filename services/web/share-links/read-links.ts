import { prepare } from "#services/database/prepare.ts";

type LinkRow = {
  readonly id: string;
  readonly prefix: string;
  readonly hasSubtree: boolean;
  readonly hasPassword: boolean;
  readonly isIndexable: boolean;
  readonly createdBy: string | null;
  readonly isResting: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

/** The links of a page that are still open, the newest first. */
export const selectLinks = prepare<LinkRow>(
  "share-links",
  `SELECT l.id, l.token_prefix AS prefix, l.subtree AS "hasSubtree", l.password_hash IS NOT NULL AS "hasPassword",
     l.indexable AS "isIndexable", u.name AS "createdBy",
     NOT EXISTS (SELECT FROM page_ranks(ARRAY[l.page_id], ARRAY[l.created_by]) r
       WHERE r.rank >= 4 AND u.deactivated_at IS NULL) AS "isResting", l.created_at AS "createdAt", l.expires_at AS "expiresAt"
   FROM share_links l LEFT JOIN users u ON u.id = l.created_by
   WHERE l.page_id = $1::uuid AND (l.expires_at IS NULL OR l.expires_at > now())
   ORDER BY l.created_at DESC, l.id DESC`,
);

/** A link as operations answer it. */
export function describeLink(link: LinkRow) {
  return {
    ...link,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
  };
}
