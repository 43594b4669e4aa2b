import { createHash } from "node:crypto";
import type { Cover, PageDetails } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError, PreconditionFailed } from "#services/platform/errors.ts";
import { readTags } from "#services/web/http/entity-tags.ts";

/** What a page is beside its content and what lies below it. */
export interface PageProperties {
  readonly id: string;
  readonly driveId: string;
  /** Whoever may see the parent. */
  readonly parentId: string | null;
  readonly type: string;
  readonly title: string;
  readonly icon: string | null;
  readonly position: string;
  readonly isTemplate: boolean;
  readonly isRestricted: boolean;
  readonly trashedAt: Date | null;
  readonly isFullWidth: boolean;
  readonly isLocked: boolean;
  /** As it is kept, whoever may see its picture. */
  readonly keptCover: Cover | null;
  readonly tags: readonly { readonly id: string }[] | null;
}

/** The entity tag of a page's own properties, the same for everybody; its text, times and what lies below are not in it. */
export function tagOf(page: PageProperties): string {
  const { id, driveId, parentId, type, title, icon, position, isTemplate, isRestricted, trashedAt } = page;
  const { isFullWidth, isLocked, keptCover, tags } = page;
  const properties = [
    ...[id, driveId, parentId, type, title, icon, position, isTemplate, isRestricted, trashedAt],
    ...[isFullWidth, isLocked, keptCover, (tags ?? []).map((tag) => tag.id).toSorted()],
  ];
  return `"${digest(properties)}"`;
}

/** The entity tag of a page as one person reads it: the tag of its properties, then what else the answer tells. */
export function tagOfAnswer(page: PageProperties, answer: PageDetails): string {
  return `${tagOf(page).slice(0, -1)}.${digest(answer)}"`;
}

/** The properties' part of a tag: what a change depends on. */
function ownPart(etag: string): string {
  return etag.replace(/\..*(?="$)/, "");
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 27);
}

const columns = `p.id, p.drive_id AS "driveId", p.parent_id AS "parentId", p.type, p.title, p.icon, p.position,
  p.is_template AS "isTemplate", p.access_mode = 'restricted' AS "isRestricted", p.trashed_at AS "trashedAt",
  p.is_full_width AS "isFullWidth", p.is_locked AS "isLocked", p.cover AS "keptCover",
  (SELECT json_agg(json_build_object('id', carried.tag_id)) FROM page_tags carried
   JOIN tags tag ON tag.id = carried.tag_id AND tag.deleted_at IS NULL
   WHERE carried.page_id = p.id AND carried.set_aside_at IS NULL) AS tags`;

const selectProperties = prepare<PageProperties & { readonly [column: string]: unknown }>(
  "page-properties",
  `SELECT ${columns} FROM pages p WHERE p.id = $1::uuid`,
);

type LockedPage = PageProperties & { readonly updatedBy: string | null; readonly [column: string]: unknown };

const lockProperties = prepare<LockedPage>(
  "lock-page-properties",
  `SELECT ${columns}, (SELECT u.name FROM users u WHERE u.id = p.updated_by) AS "updatedBy"
   FROM pages p WHERE p.id = $1::uuid FOR NO KEY UPDATE OF p`,
);

/** The tag of a page as the transaction leaves it; undefined where it is gone. */
export async function findTag(tx: Transaction, pageId: string): Promise<string | undefined> {
  const [page] = await selectProperties(tx, [pageId]);
  return page && tagOf(page);
}

/**
 * Locks a page and refuses unless its properties are still those that an `If-Match` names. A tag that something on the way
 * marked as weak, as servers do that compress, counts as ours.
 */
export async function requireTag(tx: Transaction, pageId: string, ifMatch: string): Promise<void> {
  const named = readTags(ifMatch);
  if (named === undefined) {
    const message = "If-Match takes entity tags in quotes, as an ETag gives them, or *; nothing was done.";
    throw new OperationError("invalid-input", message);
  }
  const [page] = await lockProperties(tx, [pageId]);
  if (!page) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  const etag = tagOf(page);
  if (named === "*" || named.some((one) => ownPart(one) === etag)) return;
  const who = page.updatedBy === null ? "" : `, last by ${page.updatedBy}`;
  const message = `The page was changed meanwhile${who}. Nothing was done; read it again and decide anew.`;
  throw new PreconditionFailed(message, { details: { etag, updatedBy: page.updatedBy } });
}
