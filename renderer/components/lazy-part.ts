import { type FunctionComponent, type LazyExoticComponent, lazy } from "react";

/** How long to wait until the server is asked again for a part it could not send. */
const askAgainMs = 2_000;

/**
 * A part of the app that is loaded when it is first shown. While the server is away it stays pending, so that what
 * stands in its place stays; a part that is missing on a server that answers is an error.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): LazyExoticComponent<FunctionComponent<Props>> {
  return lazy(async () => ({ default: await loadOnceReachable(load) }));
}

async function loadOnceReachable<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (await isServerThere()) return await load().catch(() => Promise.reject(error));
      await pause(askAgainMs);
    }
  }
}

function isServerThere(): Promise<boolean> {
  return fetch("/icon.svg", { method: "HEAD", cache: "no-store" }).then(
    (answer) => answer.ok,
    () => false,
  );
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
