import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { insertPage, patchPage, removePage } from "#renderer/workspace/pages/page-cache.ts";
import { findCachedPage } from "#renderer/workspace/pages/page-queries.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import type { DriveSummary, PageSummary } from "#services/contracts/shapes.ts";

/** Brings what is cached up to an event: by a patch where the event says enough, else by reading again. */
export function applyEvent(cache: QueryClient, event: WorkspaceEvent): void {
  switch (event.type) {
    case "page.created":
      insertPage(cache, event.page);
      return;
    case "page.renamed":
      patchPage(cache, event.pageId, { title: event.title });
      return;
    case "page.moved":
      movePage(cache, event);
      return;
    case "page.trashed":
      removePage(cache, event.pageId);
      readAgain(cache, queryKeys.trash(event.driveId));
      readAgain(cache, queryKeys.allPages);
      return;
    case "page.restored":
      readAgain(cache, queryKeys.childrenOfDrive(event.driveId));
      readAgain(cache, queryKeys.trash(event.driveId));
      readAgain(cache, queryKeys.allPages);
      return;
    case "page.deleted":
      removePage(cache, event.pageId);
      readAgain(cache, queryKeys.trash(event.driveId));
      readAgain(cache, queryKeys.page(event.pageId));
      return;
    case "page.content-changed":
      // The open editor has the change already; a closed one reads it when it opens.
      void cache.invalidateQueries({ queryKey: queryKeys.document(event.pageId), refetchType: "none" });
      patchPage(cache, event.pageId, { updatedAt: event.createdAt });
      readAgain(cache, queryKeys.page(event.pageId));
      return;
    case "file.processed":
      readAgain(cache, queryKeys.file(event.pageId));
      return;
    case "drive.created":
    case "member.added":
    case "member.removed":
      readAgain(cache, queryKeys.drives);
      return;
    case "drive.renamed":
      cache.setQueryData<DriveSummary[]>(queryKeys.drives, (drives) =>
        drives?.map((drive) => (drive.id === event.driveId ? { ...drive, name: event.name } : drive)),
      );
      return;
    case "permission.changed":
      readDriveAgain(cache, event.driveId);
      return;
  }
}

/** Reads again all that is shown of a drive: rights changed, or events were missed. */
export function readDriveAgain(cache: QueryClient, driveId: string): void {
  readAgain(cache, queryKeys.drives);
  readAgain(cache, queryKeys.childrenOfDrive(driveId));
  readAgain(cache, queryKeys.trash(driveId));
  readAgain(cache, queryKeys.allPages);
}

function movePage(cache: QueryClient, event: Extract<WorkspaceEvent, { type: "page.moved" }>): void {
  const known = findCachedPage(cache, event.pageId);
  removePage(cache, event.pageId);
  if (known === undefined) {
    readAgain(cache, queryKeys.children(event.driveId, event.parentId));
    if (event.parentId !== null) patchPage(cache, event.parentId, { hasChildren: true });
  } else {
    const { id, driveId, type, title, icon, hasChildren, isTrashed, createdAt, updatedAt } = known;
    const page: PageSummary = {
      ...{ id, driveId, type, title, icon, hasChildren, isTrashed, createdAt, updatedAt },
      parentId: event.parentId,
      position: event.position,
    };
    insertPage(cache, page);
  }
  // Breadcrumbs and levels of the page and of what lies below it.
  readAgain(cache, queryKeys.allPages);
}

function readAgain(cache: QueryClient, queryKey: readonly unknown[]): void {
  void cache.invalidateQueries({ queryKey });
}
