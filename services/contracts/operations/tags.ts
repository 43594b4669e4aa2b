import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, Id, Tag, TagColor, TagName } from "#services/contracts/shapes.ts";

const OneTag = z.object({ driveId: Id, tagId: Id });
const PageAndTag = z.object({ pageId: Id, tagId: Id.describe("Of the drive the page lies in.") });
const PagesAndTag = z.object({
  pageIds: z.array(Id).min(1).max(limits.pagesAtOnce),
  tagId: Id.describe("Of the drive all of the pages lie in."),
});
const TagsOfPage = z.object({ tags: z.array(Tag).describe("What the page carries now, by name.") });

const byEditorsOfDrive = [{ kind: "drive", field: "driveId", level: "edit" }] as const;
const byEditorsOfPage = [{ kind: "page", field: "pageId", level: "edit" }] as const;
const byEditorsOfPages = [{ kind: "page", field: "pageIds", level: "edit" }] as const;

export const tagOperations = {
  "tags.list": defineOperation({
    method: "GET",
    path: "/drives/{driveId}/tags",
    summary:
      "List the tags of a drive by name, each with how many pages outside the trash carry it as far as the actor may see them. Whose role does not open the drive is told of the tags of pages shared with them.",
    input: z.object({ driveId: Id }),
    output: z.object({ items: z.array(Tag.extend({ pageCount: z.number().int() })) }),
    audience: "everyone",
    requires: [{ kind: "drive", field: "driveId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "tags.create": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/tags",
    summary: "Make a tag in a drive, which every editor of the drive may; there are at most 500.",
    input: z.object({ driveId: Id, name: TagName, color: TagColor.default("gray") }),
    output: Tag,
    audience: "everyone",
    requires: byEditorsOfDrive,
    transaction: "write",
  }),
  "tags.update": defineOperation({
    method: "PATCH",
    path: "/drives/{driveId}/tags/{tagId}",
    summary: "Rename or recolour a tag on every page that carries it, which every editor of the drive may.",
    input: OneTag.extend({ name: TagName.optional(), color: TagColor.optional() }),
    output: Tag,
    audience: "everyone",
    requires: byEditorsOfDrive,
    transaction: "write",
  }),
  "tags.delete": defineOperation({
    method: "DELETE",
    path: "/drives/{driveId}/tags/{tagId}",
    summary:
      "Delete a tag and take it off every page, which every editor of the drive may; it can be restored for a day.",
    input: OneTag,
    output: Empty,
    audience: "everyone",
    requires: byEditorsOfDrive,
    transaction: "write",
  }),
  "tags.restore": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/tags/{tagId}/restore",
    summary: "Restore a tag that was deleted within the last day, on the pages that carried it.",
    input: OneTag,
    output: Tag,
    audience: "everyone",
    requires: byEditorsOfDrive,
    transaction: "write",
  }),
  "pages.tag": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/tags/{tagId}",
    summary: "Give a page a tag of its drive; a page carries at most 50.",
    input: PageAndTag,
    output: TagsOfPage,
    audience: "everyone",
    requires: byEditorsOfPage,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.untag": defineOperation({
    method: "DELETE",
    path: "/pages/{pageId}/tags/{tagId}",
    summary: "Take a tag off a page; the tag itself stays.",
    input: PageAndTag,
    output: TagsOfPage,
    audience: "everyone",
    requires: byEditorsOfPage,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.tagMany": defineOperation({
    method: "POST",
    path: "/pages/tag-many",
    summary: "Give several pages of one drive a tag: all of them or, where one may not, none.",
    input: PagesAndTag,
    output: z.object({ pageIds: z.array(Id).describe("Those that did not carry it yet.") }),
    audience: "everyone",
    requires: byEditorsOfPages,
    transaction: "write",
  }),
  "pages.untagMany": defineOperation({
    method: "POST",
    path: "/pages/untag-many",
    summary: "Take a tag off several pages: off all of them or, where one may not be changed, none.",
    input: PagesAndTag,
    output: z.object({ pageIds: z.array(Id).describe("Those that carried it.") }),
    audience: "everyone",
    requires: byEditorsOfPages,
    transaction: "write",
  }),
} as const;
