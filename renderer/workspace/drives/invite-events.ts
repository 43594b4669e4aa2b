import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";

/** What events of invites do to the cache. */
export const inviteEvents: EventHandlers<"invite"> = {
  "invite.made"(cache, { driveId }) {
    readAgain(cache, queryKeys.invites(driveId));
  },
  "invite.ended"(cache, { driveId }) {
    readAgain(cache, queryKeys.invites(driveId));
  },
};
