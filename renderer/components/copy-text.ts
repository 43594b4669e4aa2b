/**
 * Puts a text on the clipboard; true when it is there. Where the clipboard API is missing (plain HTTP) the text is
 * selected in `holder`, which shows it already, and copied from there.
 */
export async function copyText(text: string, holder: HTMLInputElement | HTMLTextAreaElement | null): Promise<boolean> {
  if (window.isSecureContext) {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (isCopied) return true;
  }
  if (holder === null) return false;
  holder.focus();
  holder.select();
  return document.execCommand("copy");
}

/** Puts a text on the clipboard that is shown nowhere; without the clipboard API from a field that is there for the moment. */
export async function copyUnshownText(text: string): Promise<boolean> {
  const focused = document.activeElement;
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.className = "sr-only";
  document.body.append(holder);
  try {
    return await copyText(text, holder);
  } finally {
    holder.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
