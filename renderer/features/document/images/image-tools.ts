import type { Node } from "@tiptap/pm/model";
import type { TFunction } from "i18next";
import { completeLink } from "#renderer/features/document/complete-link.ts";

interface ImageToolsInput {
  readonly t: TFunction<"document">;
  /** What has the picture's width. */
  readonly frame: HTMLElement;
  readonly open: () => void;
  readonly change: (attribute: "alt" | "href" | "width", value: string | null) => void;
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

  const alt = createField({
    ...input,
    attribute: "alt",
    words: { button: t("image.alt"), label: t("image.altLabel"), placeholder: t("image.altPlaceholder"), refused: "" },
    read: (typed) => typed.trim() || null,
  });
  const link = createField({
    ...input,
    attribute: "href",
    words: {
      button: t("image.link"),
      label: t("image.linkLabel"),
      placeholder: t("link.placeholder"),
      refused: t("link.refused"),
    },
    read: (typed) => (typed.trim() === "" ? null : completeLink(typed)),
  });
  bar.append(...alt.parts, ...link.parts);
  const handle = createHandle(input);
  dom.append(handle.dom);

  dom.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (!alt.close() && !link.close()) leave();
  });
  return {
    dom,
    update(node) {
      alt.update(node);
      link.update(node);
      handle.update();
    },
    focus() {
      openButton.focus();
      return true;
    },
  };
}

interface FieldInput extends ImageToolsInput {
  readonly attribute: "alt" | "href";
  readonly words: {
    readonly button: string;
    readonly label: string;
    readonly placeholder: string;
    readonly refused: string;
  };
  /** What is kept of what was typed: null takes the attribute away, undefined is refused. */
  readonly read: (typed: string) => string | null | undefined;
}

/** A button that becomes a field for one of the picture's attributes. */
function createField({ attribute, words, read, change, leave }: FieldInput) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.button;
  const field = document.createElement("input");
  field.type = "text";
  field.hidden = true;
  field.setAttribute("aria-label", words.label);
  field.placeholder = words.placeholder;
  const refusal = document.createElement("p");
  refusal.hidden = true;
  refusal.setAttribute("role", "alert");
  let written = "";

  function refuse(isRefused: boolean): void {
    refusal.hidden = !isRefused;
    refusal.textContent = isRefused ? words.refused : "";
    field.setAttribute("aria-invalid", String(isRefused));
  }

  function hide(): void {
    refuse(false);
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

  function keep(): boolean {
    const value = read(field.value);
    refuse(value === undefined);
    if (value === undefined) return false;
    hide();
    change(attribute, value);
    return true;
  }

  button.addEventListener("click", () => {
    button.hidden = true;
    field.hidden = false;
    field.focus();
    field.select();
  });
  field.addEventListener("input", () => refuse(false));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (keep()) leave();
  });
  field.addEventListener("blur", () => {
    if (!field.hidden) keep();
  });
  return {
    parts: [button, field, refusal],
    close,
    update(node: Node) {
      const value: unknown = node.attrs[attribute];
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
