import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import { Cover, Icon, Id, PageSummary } from "#services/contracts/shapes.ts";

const toEdit = [{ kind: "page", field: "pageId", level: "edit" }] as const;

/** How a page looks, and whether it is guarded against changes. */
export const pageLookOperations = {
  "pages.setIcon": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/icon",
    summary: "Set or remove a page's icon.",
    input: z.object({ pageId: Id, icon: Icon.nullable().describe("One emoji; null: that of the page's type.") }),
    output: PageSummary,
    audience: "everyone",
    requires: toEdit,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.setFullWidth": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/full-width",
    summary: "Let a page use the whole width of the window for everybody, or the narrow column again.",
    input: z.object({ pageId: Id, isFullWidth: z.boolean() }),
    output: PageSummary,
    audience: "everyone",
    requires: toEdit,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.setLocked": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/locked",
    summary:
      "Lock a page against accidents, or unlock it: while it is locked nobody changes its content, title, icon and cover. It can still be moved, shared and trashed, and pages below it are not locked.",
    input: z.object({ pageId: Id, isLocked: z.boolean() }),
    output: PageSummary,
    audience: "everyone",
    requires: toEdit,
    entityTag: "change",
    transaction: "write",
  }),
  "pages.setCover": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/cover",
    summary: "Set or remove the cover over a page: a gradient, or a picture that was uploaded right below the page.",
    input: z.object({ pageId: Id, cover: Cover.nullable().describe("Null: none.") }),
    output: PageSummary,
    audience: "everyone",
    requires: toEdit,
    entityTag: "change",
    transaction: "write",
  }),
} as const;
