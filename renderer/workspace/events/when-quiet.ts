/** Without a further call for this long a run is due, in milliseconds … */
const quietMs = 2_000;
/** … and this long after the first call in any case. */
const mostMs = 10_000;

interface Waiting {
  readonly since: number;
  timer: ReturnType<typeof setTimeout>;
}

/** Runs by name, each once after calls for it have ceased: what happens with each key typed somewhere is shown when there is time. */
export function createQuietRunner(): (name: string, run: () => void) => void {
  const waiting = new Map<string, Waiting>();
  return (name, run) => {
    const known = waiting.get(name);
    clearTimeout(known?.timer);
    const since = known?.since ?? Date.now();
    const timer = setTimeout(
      () => {
        waiting.delete(name);
        run();
      },
      Math.max(0, Math.min(quietMs, since + mostMs - Date.now())),
    );
    waiting.set(name, { since, timer });
  };
}
