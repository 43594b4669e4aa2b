import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { isPersonRemembered, rememberPerson } from "#renderer/workspace/memory/local-memory.ts";
import type { Session } from "#renderer/workspace/session/session.tsx";

/** Who is signed in. */
export function sessionQuery() {
  return queryOptions({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => api.call("sessions.read", {}, { signal }),
  });
}

/** Who is signed in; asked once and then taken from the cache. Rejects with `unauthenticated` or `setup-required`. */
export async function loadSession(cache: QueryClient): Promise<Session> {
  const session = await cache.ensureQueryData(sessionQuery());
  rememberPerson(session.user.id);
  return session;
}

/** Whether somebody is signed in here; asked only where that is likely, so that others are not refused for it. */
export async function isSignedIn(cache: QueryClient): Promise<boolean> {
  if (!isPersonRemembered() || cache.getQueryState(queryKeys.session)?.status === "error") return false;
  return await loadSession(cache).then(
    () => true,
    () => false,
  );
}
