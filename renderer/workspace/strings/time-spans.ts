const days = { day: 1, week: 7, month: 31, year: 366 } as const;

/** How far back something happened at most. */
export type TimeSpan = keyof typeof days;
export const timeSpans = ["day", "week", "month", "year"] as const satisfies readonly TimeSpan[];

const hourMs = 3_600_000;

/** When the span began, as ISO 8601, by the full hour: the same for all pages of results. */
export function beginOf(span: TimeSpan, now: number): string {
  return new Date(Math.floor((now - days[span] * 24 * hourMs) / hourMs) * hourMs).toISOString();
}
