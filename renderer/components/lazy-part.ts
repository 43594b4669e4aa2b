import { type FunctionComponent, type LazyExoticComponent, lazy } from "react";
import { loadOnceReachable } from "./load-once-reachable.ts";

/**
 * A part of the app that is loaded when it is first shown. While the server is away it stays pending, so that what
 * stands in its place stays; a part that is missing on a server that answers is an error.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): LazyExoticComponent<FunctionComponent<Props>> {
  return lazy(async () => ({ default: await loadOnceReachable(load) }));
}
