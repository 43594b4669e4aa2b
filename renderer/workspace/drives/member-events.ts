import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";
import type { Session } from "#renderer/workspace/session/session.tsx";
import { readDrivesAgain } from "./read-drives-again.ts";

interface Member {
  readonly driveId: string;
  readonly userId: string;
}

/** What events of members do to the cache. */
export const memberEvents: EventHandlers<"member"> = {
  "member.added": readMembersAgain,
  "member.changed": readMembersAgain,
  "member.removed"(cache, member) {
    // Who lost their own place may not read who is left.
    if (isOwn(cache, member)) readDrivesAgain(cache, [member.driveId]);
    else readMembersAgain(cache, member);
  },
};

function readMembersAgain(cache: QueryClient, member: Member): void {
  readAgain(cache, queryKeys.members(member.driveId));
  // Who comes brings a picture; who goes cannot be known by it any more.
  readAgain(cache, queryKeys.avatars);
  // Who may see a page is told by roles too.
  readAgain(cache, queryKeys.allPermissions);
  // Who is in charge no more may not read the invites; who comes into charge reads them when they are shown.
  if (isOwn(cache, member)) readDrivesAgain(cache, [member.driveId]);
  // Who joins uses an invite, and who is in charge no more takes theirs along.
  else readAgain(cache, queryKeys.invites(member.driveId));
}

function isOwn(cache: QueryClient, { userId }: Member): boolean {
  return cache.getQueryData<Session>(queryKeys.session)?.user.id === userId;
}
