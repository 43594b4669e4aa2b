/** Sites whose pictures the reader asked for in this window; others learn nothing of who reads what. */
const hosts = new Set<string>();
const listeners = new Set<() => void>();

export function isHostShown(host: string): boolean {
  return hosts.has(host);
}

/** Shows the pictures of a site from now on, until the window is loaded again. */
export function showHost(host: string): void {
  hosts.add(host);
  for (const listener of listeners) listener();
}

/** Calls back when another site is shown; gives the function that stops it. */
export function watchHosts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
