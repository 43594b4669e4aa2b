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
