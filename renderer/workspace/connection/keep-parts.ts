/**
 * Fetches the app's code that was not needed yet into the browser's cache, one file after the other. A browser does not
 * ask again for a module that failed once, so what is first opened while the server is away has to be here before.
 */
export async function keepParts(signal: AbortSignal): Promise<void> {
  if (import.meta.env.DEV) return;
  const parts: unknown = await (await fetch("/parts.json", { signal })).json();
  if (!Array.isArray(parts)) return;
  for (const part of parts) {
    const answer = await fetch(`/${part}`, { signal, priority: "low" });
    await answer.arrayBuffer();
  }
}
