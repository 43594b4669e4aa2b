/** Another person's caret with their name, which shows for a moment after it moves and when pointed at. */
export function renderCaret(user: Record<string, unknown>): HTMLElement {
  const color = typeof user["color"] === "string" ? user["color"] : "var(--ink-3)";
  const caret = document.createElement("span");
  caret.className = "document-caret";
  caret.style.setProperty("--person", color);
  const label = document.createElement("span");
  label.className = "document-caret-name";
  label.textContent = typeof user["name"] === "string" ? user["name"] : "";
  // Word joiners keep the caret from making a place to break the line.
  caret.append("\u2060", label, "\u2060");
  return caret;
}
