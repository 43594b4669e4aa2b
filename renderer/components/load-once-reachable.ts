/** How long to wait until the server is asked again for a part it could not send. */
const askAgainMs = 2_000;

interface Waiting {
  /** Ends the waiting; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Called whenever the server could not be reached. */
  readonly onAway?: () => void;
}

/**
 * Loads code of the app that is fetched when it is first needed, waiting while the server is away. Rejects when the
 * server is there and the code still does not come: it is gone, or the browser does not ask again for a module that
 * failed once; then only a reload helps.
 */
export async function loadOnceReachable<Part>(
  load: () => Promise<Part>,
  { signal, onAway }: Waiting = {},
): Promise<Part> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await load();
    } catch (error) {
      if (await isServerThere()) return await load().catch(() => Promise.reject(error));
      onAway?.();
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
