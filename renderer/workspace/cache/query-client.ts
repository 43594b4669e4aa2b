import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "#services/client/api-error.ts";
import { queryKeys } from "./query-keys.ts";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** For people who are not signed in: a refused password is not the end of a session. */
      readonly isPublic?: boolean;
    };
  }
}

const retriesWhileAway = 2;

/** The cache of server state: kept fresh by events, so that nothing is read again just because a window got focus. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  function watchForSignOut(error: Error, isExpected: boolean): void {
    if (!isExpected && error instanceof ApiError && error.code === "unauthenticated") onSignedOut();
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => watchForSignOut(error, query.queryKey[0] === queryKeys.session[0]),
    }),
    mutationCache: new MutationCache({
      onError: (error, _input, ...[, mutation]) => watchForSignOut(error, mutation.meta?.isPublic === true),
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30 * 60_000,
        // `navigator.onLine` says nothing about a server on this machine or this network.
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => isAway(error) && failures < retriesWhileAway,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** True for an error that goes away by itself when the server comes back. */
export function isAway(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "unavailable" || error.code === "rate-limited");
}

const goneCodes: readonly string[] = ["not-found", "forbidden", "invalid-input"];

/** True for an error that says a thing is gone, hidden or was never there, which look the same from outside. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && goneCodes.includes(error.code);
}
