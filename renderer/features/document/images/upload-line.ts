import type { TFunction } from "i18next";
import { formatSize } from "#renderer/workspace/strings/format.ts";
import { isRunning, type Upload } from "#renderer/workspace/uploads/uploads-list.ts";

export interface UploadLine {
  readonly dom: HTMLElement;
  readonly show: (upload: Upload | undefined) => void;
}

/** What stands in the text while a file is on its way: how far it is, a way to stop it, and what went wrong. */
export function createUploadLine(t: TFunction<"document">, name: string): UploadLine {
  const dom = document.createElement("div");
  dom.className = "document-upload";
  dom.contentEditable = "false";
  dom.tabIndex = -1;
  const words = dom.appendChild(document.createElement("span"));
  words.className = "document-upload-name";
  words.textContent = name;
  const state = dom.appendChild(document.createElement("span"));
  state.setAttribute("role", "status");
  const bar = dom.appendChild(document.createElement("progress"));
  bar.max = 1;
  bar.setAttribute("aria-label", name);
  const buttons = dom.appendChild(document.createElement("span"));
  let shown: Upload["state"] | "preparing" | undefined;

  function button(label: string, run: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", run);
    return made;
  }

  return {
    dom,
    show(upload) {
      const now = upload === undefined || upload.state === "done" ? "preparing" : upload.state;
      const isFailed = now === "failed";
      bar.hidden = isFailed;
      if (upload !== undefined && now === "sending") {
        bar.value = upload.sizeBytes === 0 ? 1 : upload.sentBytes / upload.sizeBytes;
        state.textContent = `${formatSize(upload.sentBytes)} / ${formatSize(upload.sizeBytes)}`;
      }
      if (now === shown) return;
      shown = now;
      dom.dataset["state"] = now;
      if (now === "preparing" || now === "storing") {
        bar.removeAttribute("value");
        state.textContent = t("image.preparing");
      } else if (isFailed) state.textContent = upload?.reason ?? t("image.notUploaded");
      else if (now === "waiting") state.textContent = t("image.waiting");
      // A button that has the focus takes it along when it goes; without another the line has it until the text does.
      const hadFocus = buttons.contains(document.activeElement);
      buttons.replaceChildren();
      if (upload !== undefined && isRunning(upload)) buttons.append(button(t("image.cancel"), upload.cancel));
      if (upload !== undefined && isFailed) {
        buttons.append(button(t("image.retry"), upload.retry), button(t("image.dismiss"), upload.cancel));
      }
      const [first] = buttons.children;
      if (hadFocus) (first instanceof HTMLElement ? first : dom).focus();
    },
  };
}
