import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, Id, PageSummary } from "#services/contracts/shapes.ts";

const OnePage = z.object({ pageId: Id });
const SeveralPages = z.object({ pageIds: z.array(Id).min(1).max(limits.pagesAtOnce) });

export const favoriteOperations = {
  "favorites.list": defineOperation({
    method: "GET",
    path: "/favorites",
    summary: "List the actor's favourite pages in their own order, as far as they may still be seen.",
    input: Empty,
    output: z.object({ items: z.array(PageSummary) }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "favorites.add": defineOperation({
    method: "POST",
    path: "/favorites",
    summary: "Add a page to the end of the actor's favourites; one that is there stays where it is.",
    input: OnePage,
    output: Empty,
    audience: "people",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "write",
  }),
  "favorites.remove": defineOperation({
    method: "DELETE",
    path: "/favorites/{pageId}",
    summary: "Remove a page from the actor's favourites; the page itself stays.",
    input: OnePage,
    output: Empty,
    audience: "people",
    requires: [],
    transaction: "write",
  }),
  "favorites.addMany": defineOperation({
    method: "POST",
    path: "/favorites/add-many",
    summary:
      "Add several pages to the end of the actor's favourites, in the order they are named in; all of them or none.",
    input: SeveralPages,
    output: Empty,
    audience: "people",
    requires: [{ kind: "page", field: "pageIds", level: "view" }],
    transaction: "write",
  }),
  "favorites.removeMany": defineOperation({
    method: "POST",
    path: "/favorites/remove-many",
    summary: "Remove several pages from the actor's favourites; the pages themselves stay.",
    input: SeveralPages,
    output: Empty,
    audience: "people",
    requires: [],
    transaction: "write",
  }),
  "favorites.move": defineOperation({
    method: "POST",
    path: "/favorites/{pageId}/move",
    summary: "Move a page among the actor's favourites, before another one or to the end.",
    input: z.object({
      pageId: Id,
      beforeId: Id.nullish().describe("Another favourite; left out: to the end."),
    }),
    output: Empty,
    audience: "people",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "write",
  }),
} as const;
