import { type FunctionComponent, type LazyExoticComponent, lazy } from "react";
import { loadOnceReachable } from "./load-once-reachable.ts";
import { MissingPart } from "./missing-part.tsx";

/**
 * A part of the app that is loaded when it is first shown. While the server is away it stays pending, so that what
 * stands in its place stays; where its code cannot be had at all, `missing` is shown, and the rest of the app goes on.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  missing: FunctionComponent<Props> = MissingPart,
): LazyExoticComponent<FunctionComponent<Props>> {
  return lazy(async () => ({ default: await loadOnceReachable(load).catch(() => missing) }));
}
