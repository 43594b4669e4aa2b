import type { Cover, PageSummary, Tag } from "#services/contracts/shapes.ts";
import { PageType } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";

/** SQL that tells whether the person `$2` may view the page of an id; unfolded, for questions about many rows. */
export function mayView(pageId: string): string {
  return `EXISTS (SELECT FROM page_ranks(ARRAY[${pageId}], ARRAY[$2::uuid]) seen WHERE seen.rank >= 1)`;
}

/**
 * OFFSET keeps the planner from gathering such children of all pages, with the rights to each, and `<>` from reading the
 * whole index of restricted pages: only children of this page are looked at.
 */
function hasLiveChild(isOpen: boolean): string {
  const fitting = isOpen
    ? "child.access_mode = 'inherit'"
    : "child.access_mode <> 'inherit' AND may_view($2::uuid, child.id)";
  return `EXISTS (SELECT FROM pages child WHERE child.parent_id = p.id AND child.trashed_at IS NULL AND ${fitting} OFFSET 0)`;
}

/** The SQL of the parent's id where the person `$2` may view the parent. */
export const parentIfSeen = `CASE WHEN p.parent_id IS NOT NULL AND ${mayView("p.parent_id")} THEN p.parent_id END`;

/** The SQL of the cover of a page `p`: a picture only while it lies right below the page and the person `$2`, who may view the page, may view it too. */
const shownCover = `CASE WHEN p.cover IS NULL THEN NULL WHEN p.cover->>'kind' <> 'picture' OR EXISTS (
    SELECT FROM pages picture WHERE picture.id = (p.cover->>'fileId')::uuid AND picture.parent_id = p.id
      AND picture.trash_root_id IS NOT DISTINCT FROM p.trash_root_id
      AND (picture.access_mode = 'inherit' OR may_view($2::uuid, picture.id))) THEN p.cover END`;

/**
 * The columns of a ShownPage, of a page `p` that the person `$2` may view. What is not restricted is as visible as its
 * parent, so only restricted children are looked at closely, and only where there is no other.
 */
export function pageColumns(parentId: string): string {
  return `p.id, p.drive_id AS "driveId", ${parentId} AS "parentId", p.type, p.title, p.icon, p.is_template AS "isTemplate",
    p.is_full_width AS "isFullWidth", p.is_locked AS "isLocked", ${shownCover} AS cover,
    p.position, p.trashed_at AS "trashedAt", p.created_at AS "createdAt", p.updated_at AS "updatedAt",
    CASE WHEN ${hasLiveChild(true)} THEN true ELSE ${hasLiveChild(false)} END AS "hasChildren",
    (SELECT json_agg(json_build_object('id', tag.id, 'name', tag.name, 'color', tag.color) ORDER BY tag.folded_name)
     FROM page_tags carried JOIN tags tag ON tag.id = carried.tag_id AND tag.deleted_at IS NULL
     WHERE carried.page_id = p.id AND carried.set_aside_at IS NULL) AS tags,
    (SELECT json_build_object('sizeBytes', f.size_bytes, 'mediaType', f.media_type)
     FROM page_files l JOIN files f ON f.content_hash = l.content_hash WHERE l.page_id = p.id) AS file`;
}

/** What a summary says of a page only where it holds. */
type Mark = "isTemplate" | "isFullWidth" | "isLocked";

/** A page as a person may see it. */
export type ShownPage = Omit<
  PageSummary,
  "type" | "isTrashed" | Mark | "tags" | "cover" | "createdAt" | "updatedAt" | "file" | "inTrash"
> & { readonly [mark in Mark]: boolean } & {
  readonly type: string;
  /** Null where the page carries none. */
  readonly tags: readonly Tag[] | null;
  readonly cover: Cover | null;
  readonly trashedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Null where the page shows none. */
  readonly file: PageSummary["file"] | null;
  /** In listings of the trash. */
  readonly pagesBelow?: number;
};

/** The summary of a page. */
export function summarisePage(page: ShownPage): PageSummary {
  return {
    id: page.id,
    driveId: page.driveId,
    parentId: page.parentId,
    type: PageType.parse(page.type),
    title: page.title,
    icon: page.icon,
    position: page.position,
    hasChildren: page.hasChildren,
    isTrashed: page.trashedAt !== null,
    ...(page.isTemplate ? { isTemplate: true as const } : {}),
    ...(page.tags === null ? {} : { tags: [...page.tags] }),
    ...(page.isFullWidth ? { isFullWidth: true as const } : {}),
    ...(page.isLocked ? { isLocked: true as const } : {}),
    ...(page.cover === null ? {} : { cover: page.cover }),
    createdAt: page.createdAt.toISOString(),
    updatedAt: page.updatedAt.toISOString(),
    ...(page.file === null || page.file === undefined ? {} : { file: page.file }),
    ...(page.trashedAt === null || page.pagesBelow === undefined
      ? {}
      : { inTrash: { since: page.trashedAt.toISOString(), pagesBelow: page.pagesBelow } }),
  };
}

const selectSummary = prepare<ShownPage>(
  "page-summary",
  `SELECT ${pageColumns(parentIfSeen)} FROM pages p WHERE p.id = $1::uuid`,
);

/** The summary of one page as a person may see it; `not-found` when it is gone. */
export async function readPageSummary(q: Queryable, userId: string, pageId: string): Promise<PageSummary> {
  const [page] = await selectSummary(q, [pageId, userId]);
  if (!page) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  return summarisePage(page);
}
