import type { Node } from "@tiptap/pm/model";
import type { TFunction } from "i18next";

interface ImageToolsInput {
  readonly t: TFunction<"document">;
  /** What has the picture's width. */
  readonly frame: HTMLElement;
  readonly open: () => void;
  readonly change: (attribute: "alt" | "width", value: string | null) => void;
  /** Gives the focus back to the text. */
  readonly leave: () => void;
}

export interface ImageTools {
  readonly dom: HTMLElement;
  readonly update: (node: Node) => void;
  readonly focus: () => boolean;
}

/** Hundredths of the line a picture's width can be set to, and by how much a key changes it. */
const narrowest = 10;
const widest = 100;
const step = 5;

/** What can be done with the selected picture: opened, described, and made wider or narrower by hand and by key. */
export function createImageTools(input: ImageToolsInput): ImageTools {
  const { t, open, leave } = input;
  const dom = document.createElement("div");
  dom.className = "document-image-tools";
  dom.setAttribute("role", "group");
  dom.setAttribute("aria-label", t("image.tools"));
  const bar = dom.appendChild(document.createElement("div"));
  bar.className = "document-image-bar";

  const openButton = bar.appendChild(document.createElement("button"));
  openButton.type = "button";
  openButton.textContent = t("image.open");
  openButton.addEventListener("click", open);

  const alt = createAltField(input);
  bar.append(alt.button, alt.field);
  const handle = createHandle(input);
  dom.append(handle.dom);

  dom.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (!alt.close()) leave();
  });
  return {
    dom,
    update(node) {
      alt.update(node);
      handle.update();
    },
    focus() {
      openButton.focus();
      return true;
    },
  };
}

function createAltField({ t, change, leave }: ImageToolsInput) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = t("image.alt");
  const field = document.createElement("input");
  field.type = "text";
  field.hidden = true;
  field.setAttribute("aria-label", t("image.altLabel"));
  field.placeholder = t("image.altPlaceholder");
  let written = "";

  function hide(): void {
    field.hidden = true;
    button.hidden = false;
  }

  function close(): boolean {
    if (field.hidden) return false;
    hide();
    field.value = written;
    button.focus();
    return true;
  }

  function keep(): void {
    hide();
    change("alt", field.value.trim() || null);
  }

  button.addEventListener("click", () => {
    button.hidden = true;
    field.hidden = false;
    field.focus();
    field.select();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    keep();
    leave();
  });
  field.addEventListener("blur", () => {
    if (!field.hidden) keep();
  });
  return {
    button,
    field,
    close,
    update(node: Node) {
      const value: unknown = node.attrs["alt"];
      const next = typeof value === "string" ? value : "";
      if (next === written) return;
      written = next;
      if (field.hidden) field.value = next;
    },
  };
}

function createHandle({ t, frame, change }: ImageToolsInput) {
  const dom = document.createElement("div");
  dom.className = "document-image-handle";
  dom.tabIndex = 0;
  dom.setAttribute("role", "slider");
  dom.setAttribute("aria-label", t("image.width"));
  dom.setAttribute("aria-valuemin", String(narrowest));
  dom.setAttribute("aria-valuemax", String(widest));
  dom.title = t("image.widthHint");

  const lineWidth = () => frame.parentElement?.clientWidth ?? frame.clientWidth;
  const percentNow = () => bound(Math.round((frame.getBoundingClientRect().width / Math.max(lineWidth(), 1)) * 100));
  function tell(percent: number): void {
    dom.setAttribute("aria-valuenow", String(percent));
    dom.setAttribute("aria-valuetext", `${percent}%`);
  }

  dom.addEventListener("keydown", (event) => {
    const now = percentNow();
    const wanted: Readonly<Record<string, number>> = {
      ArrowLeft: now - step,
      ArrowDown: now - step,
      ArrowRight: now + step,
      ArrowUp: now + step,
      Home: narrowest,
      End: widest,
    };
    const percent = wanted[event.key];
    const isReset = event.key === "Backspace" || event.key === "Delete";
    if (percent === undefined && !isReset) return;
    event.preventDefault();
    change("width", percent === undefined ? null : `${bound(percent)}%`);
    dom.focus();
  });
  dom.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    dom.focus();
    dom.setPointerCapture(event.pointerId);
    const from = { x: event.clientX, width: frame.getBoundingClientRect().width };
    let percent: number | undefined;
    const move = ({ clientX }: PointerEvent) => {
      percent = bound(Math.round(((from.width + clientX - from.x) / Math.max(lineWidth(), 1)) * 100));
      frame.style.width = `${percent}%`;
      tell(percent);
    };
    const end = () => {
      dom.removeEventListener("pointermove", move);
      if (percent !== undefined) change("width", `${percent}%`);
    };
    dom.addEventListener("pointermove", move);
    dom.addEventListener("lostpointercapture", end, { once: true });
  });
  return { dom, update: () => tell(percentNow()) };
}

function bound(percent: number): number {
  return Math.min(Math.max(percent, narrowest), widest);
}
