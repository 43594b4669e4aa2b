/** The ids with one more, or without it where it is among them. */
export function toggle(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

/** The rows from one to another, whichever comes first; of an anchor that is gone, the other alone. */
export function extendRange(rowIds: readonly string[], anchorId: string, id: string): readonly string[] {
  const [one, other] = [rowIds.indexOf(anchorId), rowIds.indexOf(id)];
  if (other < 0) return [];
  if (one < 0) return [id];
  return rowIds.slice(Math.min(one, other), Math.max(one, other) + 1);
}
