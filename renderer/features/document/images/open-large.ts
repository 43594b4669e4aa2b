export interface LargePicture {
  readonly src: string;
  readonly alt: string;
  readonly words: { readonly close: string; readonly download: string; readonly label: string };
  /** Where the whole file is; left out where there is none to be had. */
  readonly download?: string;
  /** Told once the dialog is gone, to put the focus back. */
  readonly onClose: () => void;
}

/** Shows a picture over the whole window; Esc, its cross and a press beside it close it. */
export function openLarge({ src, alt, words, download, onClose }: LargePicture): void {
  const dialog = document.createElement("dialog");
  dialog.className = "document-large";
  dialog.setAttribute("aria-label", words.label);

  const image = dialog.appendChild(document.createElement("img"));
  image.className = "document-large-picture";
  image.referrerPolicy = "no-referrer";
  image.src = src;
  image.alt = alt;

  const bar = dialog.appendChild(document.createElement("div"));
  bar.className = "document-large-bar";
  if (download !== undefined) {
    const link = bar.appendChild(document.createElement("a"));
    link.href = download;
    link.download = "";
    link.textContent = words.download;
  }
  const close = bar.appendChild(document.createElement("button"));
  close.type = "button";
  close.textContent = words.close;
  close.autofocus = true;
  close.addEventListener("click", () => dialog.close());

  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Keys meant for the dialog are not the window's.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
}
