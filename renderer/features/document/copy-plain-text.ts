import { copyText } from "#renderer/components/copy-text.ts";

/** Puts a text on the clipboard, also over plain HTTP; rejects where the browser refuses. */
export async function copyPlainText(text: string): Promise<void> {
  const focused = document.activeElement;
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.style.position = "fixed";
  holder.style.opacity = "0";
  document.body.append(holder);
  try {
    if (!(await copyText(text, holder))) throw new Error("The browser refused to copy.");
  } finally {
    holder.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
