import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { EventHandlers } from "#renderer/workspace/events/event-handlers.ts";
import { noteAvatar } from "./avatars.tsx";
import type { Session } from "./session.tsx";

/** What events of people do to the cache. */
export const personEvents: EventHandlers<"person"> = {
  "person.renamed"(cache, { userId, name }) {
    cache.setQueryData<Session>(queryKeys.session, (session) =>
      session?.user.id === userId ? { ...session, user: { ...session.user, name } } : session,
    );
    readAgain(cache, queryKeys.allMembers);
    readAgain(cache, queryKeys.allLinks);
    readAgain(cache, queryKeys.allPermissions);
  },
  "person.avatar-changed"(cache, { userId, version }) {
    noteAvatar(cache, userId, version);
  },
};
