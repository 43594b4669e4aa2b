import type { QueryClient } from "@tanstack/react-query";
import { permissionEvents } from "#renderer/workspace/access/permission-events.ts";
import { shareLinkEvents } from "#renderer/workspace/access/share-link-events.ts";
import { accessRequestEvents } from "#renderer/workspace/access-requests/access-request-events.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { driveEvents } from "#renderer/workspace/drives/drive-events.ts";
import { inviteEvents } from "#renderer/workspace/drives/invite-events.ts";
import { memberEvents } from "#renderer/workspace/drives/member-events.ts";
import { favoriteEvents } from "#renderer/workspace/favorites/favorite-events.ts";
import { fileEvents } from "#renderer/workspace/files/file-events.ts";
import { pageEvents } from "#renderer/workspace/pages/page-events.ts";
import { personEvents } from "#renderer/workspace/session/person-events.ts";
import { tagEvents } from "#renderer/workspace/tags/tag-events.ts";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import { type EventHandlers, type EventOf, joinHandlers } from "./event-handlers.ts";

/** What every event does to the cache; without one of them this does not compile. */
const { handlers }: { readonly handlers: EventHandlers } = joinHandlers(pageEvents)
  .and(fileEvents)
  .and(favoriteEvents)
  .and(tagEvents)
  .and(driveEvents)
  .and(memberEvents)
  .and(permissionEvents)
  .and(shareLinkEvents)
  .and(inviteEvents)
  .and(personEvents)
  .and(accessRequestEvents);

/** Brings what is cached up to an event. */
export function applyEvent(cache: QueryClient, event: WorkspaceEvent): void {
  handle(cache, event.type, event);
  readAgain(cache, queryKeys.allActivity);
}

function handle<Type extends WorkspaceEvent["type"]>(cache: QueryClient, type: Type, event: EventOf<Type>): void {
  handlers[type](cache, event);
}
