import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers, EventOf } from "#renderer/workspace/events/event-handlers.ts";
import { createQuietRunner } from "#renderer/workspace/events/when-quiet.ts";
import { meetTitle } from "./meet-title.ts";
import { insertPage, patchPage, removePage } from "./page-cache.ts";
import { findCachedPage, type PageSummary } from "./page-queries.ts";
import { sendTitle } from "./send-titles.ts";

const whenQuiet = createQuietRunner();

/** What events of pages do to the cache. */
export const pageEvents: EventHandlers<"page"> = {
  "page.created"(cache, { page }) {
    insertPage(cache, page);
  },
  "page.renamed"(cache, { pageId, title, actorId }) {
    patchPage(cache, pageId, { title });
    readAgain(cache, queryKeys.allLinks);
    meetTitle(cache, { pageId, title, actorId, resend: sendTitle });
  },
  "page.icon-changed"(cache, { pageId, icon }) {
    patchPage(cache, pageId, { icon });
    readAgain(cache, queryKeys.allLinks);
  },
  "page.template-changed"(cache, { driveId, pageId, isTemplate }) {
    patchPage(cache, pageId, { isTemplate: isTemplate ? true : undefined });
    readAgain(cache, queryKeys.templates(driveId));
  },
  "page.tags-changed"(cache, { driveId, pageId, tags }) {
    patchPage(cache, pageId, { tags });
    readAgain(cache, queryKeys.tags(driveId));
  },
  "page.width-changed"(cache, { pageId, isFullWidth }) {
    patchPage(cache, pageId, { isFullWidth: isFullWidth ? true : undefined });
  },
  "page.lock-changed"(cache, { pageId, isLocked }) {
    patchPage(cache, pageId, { isLocked: isLocked ? true : undefined });
    // A title that was typed as the page was locked.
    if (!isLocked) void sendTitle(cache, pageId);
  },
  "page.cover-changed"(cache, { pageId, cover }) {
    patchPage(cache, pageId, { cover: cover ?? undefined });
  },
  "page.moved": movePage,
  "page.trashed"(cache, { driveId, pageId }) {
    removePage(cache, pageId);
    readAgain(cache, queryKeys.favorites);
    readAgain(cache, queryKeys.allLinks);
    readAgain(cache, queryKeys.trash(driveId));
    readAgain(cache, queryKeys.allPages);
  },
  "page.restored"(cache, { driveId }) {
    readAgain(cache, queryKeys.childrenOfDrive(driveId));
    readAgain(cache, queryKeys.favorites);
    readAgain(cache, queryKeys.allLinks);
    readAgain(cache, queryKeys.trash(driveId));
    readAgain(cache, queryKeys.allPages);
  },
  "page.deleted"(cache, { driveId, pageId }) {
    removePage(cache, pageId);
    readAgain(cache, queryKeys.favorites);
    readAgain(cache, queryKeys.allLinks);
    readAgain(cache, queryKeys.trash(driveId));
    readAgain(cache, queryKeys.page(pageId));
  },
  "page.content-changed"(cache, { pageId, createdAt }) {
    // The open editor has the change already; a closed one reads it when it opens.
    void cache.invalidateQueries({ queryKey: queryKeys.document(pageId), refetchType: "none" });
    // It comes again and again while somebody types; the tree and the header need not be drawn each time.
    whenQuiet(pageId, () => {
      patchPage(cache, pageId, { updatedAt: createdAt });
      readAgain(cache, queryKeys.page(pageId));
    });
    // Any page may have begun or ceased to link to the one in view.
    whenQuiet("links", () => readAgain(cache, queryKeys.allLinks));
  },
};

function movePage(cache: QueryClient, event: EventOf<"page.moved">): void {
  const known = findCachedPage(cache, event.pageId);
  removePage(cache, event.pageId);
  if (known !== undefined && known.driveId !== event.driveId) {
    // The streams of two drives are in no order: of pages that go there and back only the server knows where they are.
    readAgain(cache, queryKeys.allChildren);
    readAgain(cache, queryKeys.allPermissions);
    readAgain(cache, queryKeys.accessRequests);
    readAgain(cache, queryKeys.favorites);
    for (const driveId of [known.driveId, event.driveId]) readAgain(cache, queryKeys.trash(driveId));
  } else if (known === undefined) {
    readAgain(cache, queryKeys.children(event.driveId, event.parentId));
    if (event.parentId !== null) patchPage(cache, event.parentId, { hasChildren: true });
  } else {
    const { id, driveId, type, title, icon, hasChildren, isTrashed, createdAt, updatedAt } = known;
    const { isTemplate, isFullWidth, isLocked, cover, tags, file } = known;
    const page: PageSummary = {
      ...{ id, driveId, type, title, icon, hasChildren, isTrashed, createdAt, updatedAt },
      ...{ isTemplate, isFullWidth, isLocked, cover, tags },
      ...(file === undefined ? {} : { file }),
      parentId: event.parentId,
      position: event.position,
    };
    insertPage(cache, page);
  }
  // Breadcrumbs and levels of the page and of what lies below it.
  readAgain(cache, queryKeys.allPages);
}
