import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import {
  Backlink,
  CreatablePageType,
  Cursor,
  Empty,
  Id,
  MovePreview,
  PageDetails,
  PageSummary,
  Title,
} from "#services/contracts/shapes.ts";

const OnePage = z.object({ pageId: Id });

const PageIds = z.array(Id).min(1).max(limits.pagesAtOnce);
const Several = z.object({ items: z.array(PageSummary) });
const SeveralToPlace = z.object({
  pageIds: PageIds,
  driveId: Id.describe("The drive they come to lie in, their own or another."),
  parentId: Id.nullable().describe("Null: the root of the drive."),
});
const toMoveSeveral = [
  { kind: "page", field: "pageIds", level: "edit" },
  { kind: "place", parent: "parentId", drive: "driveId", level: "edit" },
] as const;

export const pageOperations = {
  "pages.create": defineOperation({
    method: "POST",
    path: "/pages",
    summary: "Create a page as the last child of a parent.",
    input: z.object({
      driveId: Id,
      parentId: Id.nullish().describe("Left out or null: the root of the drive."),
      type: CreatablePageType,
      title: Title,
    }),
    output: PageSummary,
    audience: "everyone",
    requires: [{ kind: "place", parent: "parentId", drive: "driveId", level: "edit" }],
    changesShape: true,
    transaction: "write",
  }),
  "pages.read": defineOperation({
    method: "GET",
    path: "/pages/{pageId}",
    summary: "Read a page's title, place and the actor's level.",
    input: OnePage,
    output: PageDetails,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    entityTag: "read",
    transaction: "read",
  }),
  "pages.list": defineOperation({
    method: "GET",
    path: "/pages",
    summary: "List the children of a page or of a drive's root, in order.",
    input: z.object({
      driveId: Id,
      parentId: Id.optional(),
      trashed: z
        .enum(["true", "false"])
        .optional()
        .describe("`true` lists the drive's trash instead, newest first; parentId is then ignored."),
      cursor: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ items: z.array(PageSummary), nextCursor: Cursor.nullable() }),
    audience: "everyone",
    requires: [{ kind: "place", parent: "parentId", drive: "driveId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "pages.listMany": defineOperation({
    method: "POST",
    path: "/pages/list-many",
    summary: "List the beginnings of several levels of a drive's tree at once: the children of pages, or of the root.",
    input: z.object({
      driveId: Id,
      parentIds: z
        .array(Id.nullable())
        .min(1)
        .max(limits.levelsPerRequest)
        .describe("Null is the drive's root. What is gone or may not be seen is missing in the answer."),
    }),
    output: z.object({
      levels: z.array(
        z.object({ parentId: Id.nullable(), items: z.array(PageSummary), nextCursor: Cursor.nullable() }),
      ),
    }),
    audience: "everyone",
    requires: [{ kind: "drive", field: "driveId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "pages.listBacklinks": defineOperation({
    method: "GET",
    path: "/pages/{pageId}/backlinks",
    summary: "List the pages that link to a page, as far as the actor may see them, those made last first.",
    input: z.object({
      pageId: Id,
      cursor: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(Backlink), nextCursor: Cursor.nullable() }),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "pages.rename": defineOperation({
    method: "PATCH",
    path: "/pages/{pageId}",
    summary: "Rename a page.",
    input: z.object({
      pageId: Id,
      title: Title,
      basedOn: Title.optional().describe(
        "The title that was changed. When the page has another one by now, the answer is `conflict`, whose details give it as `title` and who gave it as `updatedBy`. Left out: the new title replaces whatever there is.",
      ),
    }),
    output: PageSummary,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "edit" }],
    entityTag: "change",
    transaction: "write",
  }),
  "pages.setTemplate": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/template",
    summary: "Mark a page as a template from which new pages are made, or take the mark away.",
    input: z.object({ pageId: Id, isTemplate: z.boolean() }),
    output: PageSummary,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "edit" }],
    entityTag: "change",
    transaction: "write",
  }),
  "pages.listTemplates": defineOperation({
    method: "GET",
    path: "/drives/{driveId}/templates",
    summary: "List the templates of a drive the actor may see, those made last first.",
    input: z.object({
      driveId: Id,
      cursor: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ items: z.array(PageSummary), nextCursor: Cursor.nullable() }),
    audience: "everyone",
    requires: [{ kind: "drive", field: "driveId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "pages.createFromTemplate": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/create-from-template",
    summary: "Create a page from a template, with what lies below that as far as the actor may see it.",
    input: z.object({
      pageId: Id.describe("The template."),
      parentId: Id.nullable().describe(
        "Where the page comes to lie, at the end: another page of the drive, or null for its root.",
      ),
    }),
    output: PageSummary,
    audience: "everyone",
    requires: [
      { kind: "page", field: "pageId", level: "view" },
      { kind: "place", parent: "parentId", page: "pageId", level: "edit" },
    ],
    changesShape: true,
    transaction: "write",
  }),
  "pages.move": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/move",
    summary: "Move a page with what lies below it, before a sibling or to the end, also into another drive.",
    input: z.object({
      pageId: Id,
      driveId: Id.optional().describe(
        "The drive it comes to lie in; left out: its own. Only the owner and the admins of a drive take pages out of it. Grants given on the page and below it end, links for people without an account go on.",
      ),
      parentId: Id.nullable().describe("Null: the root of the drive."),
      beforeId: Id.nullish().describe("A child of the new parent; left out: to the end."),
    }),
    output: PageSummary,
    audience: "everyone",
    requires: [
      { kind: "page", field: "pageId", level: "edit" },
      { kind: "place", parent: "parentId", drive: "driveId", page: "pageId", level: "edit" },
    ],
    changesShape: true,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.moveMany": defineOperation({
    method: "POST",
    path: "/pages/move-many",
    summary:
      "Move several pages to one place, in the order they are named in: all of them or, where one may not, none.",
    input: SeveralToPlace.extend({
      beforeId: Id.nullish().describe("A child of the new parent; left out: to the end."),
    }),
    output: Several,
    audience: "everyone",
    requires: toMoveSeveral,
    changesShape: true,
    transaction: "write",
  }),
  "pages.previewMove": defineOperation({
    method: "POST",
    path: "/pages/preview-move",
    summary: "Say who gains and who loses sight of pages by a move, which is not made yet.",
    input: SeveralToPlace,
    output: MovePreview,
    audience: "people",
    requires: toMoveSeveral,
    transaction: "read",
  }),
  "pages.duplicate": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/duplicate",
    summary:
      "Copy a page with what lies below it, as far as the actor may see that, right behind it or to the end of another place.",
    input: z.object({
      pageId: Id,
      parentId: Id.nullable().describe(
        "Where the copy comes to lie: the page's own parent, another page, or null for the root of the drive.",
      ),
    }),
    output: PageSummary,
    audience: "everyone",
    requires: [
      { kind: "page", field: "pageId", level: "view" },
      { kind: "place", parent: "parentId", page: "pageId", level: "edit" },
    ],
    changesShape: true,
    transaction: "write",
  }),
  "pages.trash": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/trash",
    summary: "Move a page and what lies below it to the trash.",
    input: OnePage,
    output: Empty,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "edit" }],
    changesShape: true,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.trashMany": defineOperation({
    method: "POST",
    path: "/pages/trash-many",
    summary: "Move several pages and what lies below them to the trash: all of them or, where one may not, none.",
    input: z.object({ pageIds: PageIds }),
    output: Empty,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageIds", level: "edit" }],
    changesShape: true,
    transaction: "write",
  }),
  "pages.restoreMany": defineOperation({
    method: "POST",
    path: "/pages/restore-many",
    summary: "Restore several pages from the trash: all of them or, where one may not, none.",
    input: z.object({ pageIds: PageIds }),
    output: Several,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageIds", level: "edit" }],
    changesShape: true,
    transaction: "write",
  }),
  "pages.restore": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/restore",
    summary: "Restore a page from the trash with what was trashed along with it.",
    input: OnePage,
    output: PageSummary,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "edit" }],
    changesShape: true,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.delete": defineOperation({
    method: "DELETE",
    path: "/pages/{pageId}",
    summary: "Delete a trashed page and what lies below it for ever.",
    input: OnePage,
    output: Empty,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "manage" }],
    changesShape: true,
    isDestructive: true,
    entityTag: "change",
    transaction: "write",
  }),
} as const;
