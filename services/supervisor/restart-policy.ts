/** Limits of restarting one process; times in milliseconds. */
export interface RestartLimits {
  /** A process that stayed ready this long starts with a clean slate. */
  readonly healthyAfterMs: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** More ends than this within the window, none after a healthy time, and it is given up. */
  readonly endsInWindow: number;
  readonly windowMs: number;
}

export const defaultRestartLimits: RestartLimits = {
  healthyAfterMs: 5_000,
  firstDelayMs: 250,
  longestDelayMs: 30_000,
  endsInWindow: 8,
  windowMs: 5 * 60_000,
};

/** When the recent ends of one process were, oldest first; times of a monotonic clock. */
export type EndHistory = readonly number[];

export interface ProcessEnd {
  readonly at: number;
  /** When it became ready; undefined if it never did. */
  readonly readySince: number | undefined;
  /** From 0 up to but not including 1; spreads restarts of several processes. */
  readonly random: number;
}

export type RestartDecision =
  | { readonly kind: "restart"; readonly delayMs: number; readonly history: EndHistory }
  | { readonly kind: "give-up"; readonly ends: number };

/** What to do after a process ended by itself: the first time at once, then 0.25 s · 2ⁿ and up to a quarter more, at last nothing. */
export function decideRestart(
  history: EndHistory,
  end: ProcessEnd,
  limits: RestartLimits = defaultRestartLimits,
): RestartDecision {
  const wasHealthy = end.readySince !== undefined && end.at - end.readySince >= limits.healthyAfterMs;
  const earlier = wasHealthy ? [] : history.filter((at) => end.at - at < limits.windowMs);
  const recent = [...earlier, end.at];
  if (recent.length > limits.endsInWindow) return { kind: "give-up", ends: recent.length };
  const delayMs = earlier.length === 0 ? 0 : backOff(earlier.length - 1, end.random, limits);
  return { kind: "restart", delayMs, history: recent };
}

function backOff(step: number, random: number, limits: RestartLimits): number {
  const delayMs = limits.firstDelayMs * 2 ** step * (1 + random / 4);
  return Math.min(delayMs, limits.longestDelayMs);
}
