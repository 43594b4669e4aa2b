const reloadedAtName = "pagespace.reloadedAt";
/** Another reload within this time would not help either, in milliseconds. */
const calmMs = 30_000;

/** Reloads the app, unless it did so a moment ago or cannot remember that; false when it stays. */
export function reloadOnce(): boolean {
  try {
    const reloadedAt = Number(window.sessionStorage.getItem(reloadedAtName) ?? 0);
    if (Date.now() - reloadedAt < calmMs) return false;
    window.sessionStorage.setItem(reloadedAtName, String(Date.now()));
  } catch {
    return false;
  }
  window.location.reload();
  return true;
}
