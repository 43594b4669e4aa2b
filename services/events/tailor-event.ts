import type { DriveAccess } from "#services/access/page-access.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import type { StoredEvent } from "#services/events/read-events.ts";

/** What decides whether and how one person receives an event. */
export interface Recipient {
  readonly userId: string;
  /** Their place in the drive whose stream it is; undefined in their own stream. */
  readonly drive: DriveAccess | undefined;
  /** Those of the event's named pages that they may view now. */
  readonly visiblePageIds: ReadonlySet<string>;
}

/** The pages an event names, whose visibility decides what of it a person receives. */
export function listNamedPages(event: WorkspaceEvent | null): string[] {
  if (!event) return [];
  const ids: (string | null)[] = [];
  if ("pageId" in event) ids.push(event.pageId);
  if ("parentId" in event) ids.push(event.parentId);
  if ("fromParentId" in event) ids.push(event.fromParentId);
  if ("page" in event) ids.push(event.page.parentId, pictureOf(event.page.cover));
  if ("cover" in event) ids.push(pictureOf(event.cover));
  return ids.filter((id) => id !== null);
}

/** The page of the picture a cover shows; null where it shows none. */
function pictureOf(cover: Cover | null | undefined): string | null {
  return cover?.kind === "picture" ? cover.fileId : null;
}

/** The event as one person may receive it, without parents they may not view; undefined when it is not for them. */
export function tailorEvent(stored: StoredEvent, recipient: Recipient): WorkspaceEvent | undefined {
  const { event } = stored;
  return event && isFor(event, stored, recipient) ? hideParents(event, recipient.visiblePageIds) : undefined;
}

function isFor(event: WorkspaceEvent, { viewers, streamId }: StoredEvent, recipient: Recipient): boolean {
  if (viewers) return viewers.includes(recipient.userId);
  if ("pageId" in event) return recipient.visiblePageIds.has(event.pageId);
  if (streamId === recipient.userId) return true;
  if (!recipient.drive) return false;
  if (event.type === "invite.made" || event.type === "invite.ended")
    return includesLevel(recipient.drive.level, "manage");
  // Who has no level in the drive is told of nobody else in it, and of no tags but those of pages.
  if ("tagId" in event) return includesLevel(recipient.drive.level, "view");
  if (!("userId" in event)) return true;
  return event.userId === recipient.userId || includesLevel(recipient.drive.level, "view");
}

function hideParents(event: WorkspaceEvent, visible: ReadonlySet<string>): WorkspaceEvent {
  const shown = (id: string | null) => (id !== null && visible.has(id) ? id : null);
  switch (event.type) {
    case "page.created": {
      const { cover, ...page } = event.page;
      const isShown = shown(pictureOf(cover)) === pictureOf(cover);
      return {
        ...event,
        page: { ...page, parentId: shown(page.parentId), ...(cover !== undefined && isShown ? { cover } : {}) },
      };
    }
    case "page.cover-changed":
      return { ...event, cover: shown(pictureOf(event.cover)) === pictureOf(event.cover) ? event.cover : null };
    case "page.moved":
      return { ...event, parentId: shown(event.parentId), fromParentId: shown(event.fromParentId) };
    case "page.trashed":
    case "page.restored":
      return { ...event, parentId: shown(event.parentId) };
    default:
      return event;
  }
}
