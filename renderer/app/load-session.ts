import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { rememberPerson } from "#renderer/workspace/local-memory.ts";
import { queryKeys } from "#renderer/workspace/query-keys.ts";
import type { Session } from "#renderer/workspace/session.tsx";

/** Who is signed in; asked once and then taken from the cache. Rejects with `unauthenticated` or `setup-required`. */
export async function loadSession(cache: QueryClient): Promise<Session> {
  const session = await cache.ensureQueryData({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => api.call("sessions.read", {}, { signal }),
  });
  rememberPerson(session.user.id);
  return session;
}
