import type { QueryClient } from "@tanstack/react-query";

/** Reads again what is shown under a name; what is not shown is read when it is next needed. */
export function readAgain(cache: QueryClient, queryKey: readonly unknown[]): void {
  void cache.invalidateQueries({ queryKey });
}
