import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { cssWidth, fileAddress, readImageSource } from "#services/documents/schema/image-source.ts";
import { createImageLink } from "./image-link.ts";
import { createImageTools, type ImageTools } from "./image-tools.ts";
import { openLarge } from "./open-large.ts";
import { createPicture, type PictureTools, shownAddress } from "./picture.ts";

export interface ImageViewInput {
  readonly node: Node;
  readonly view: EditorView;
  readonly getPosition: () => number | undefined;
  readonly editor: Editor;
  readonly tools: PictureTools;
}

/** The view of a picture that has the selection, for keys that are meant for it. */
export interface OpenedImage {
  readonly openLarge: () => void;
  readonly focusTools: () => boolean;
}

const views = new WeakMap<globalThis.Node, OpenedImage>();

/** The picture that is selected in a view; undefined where something else is. */
export function selectedImage(view: EditorView): OpenedImage | undefined {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== "image") return undefined;
  const dom = view.nodeDOM(selection.from);
  return dom === null ? undefined : views.get(dom);
}

/** A picture in the editor: shown, opened large by a press once it is selected, changed by tools that are there only then. */
export function createImageView({ node, view, getPosition, editor, tools }: ImageViewInput): NodeView {
  const { t } = tools;
  let current = node;
  let imageTools: ImageTools | undefined;
  let wasSelected = false;
  const dom = document.createElement("figure");
  dom.className = "document-image";
  dom.contentEditable = "false";
  const frame = dom.appendChild(document.createElement("div"));
  frame.className = "document-image-frame";
  const picture = createPicture(tools);
  frame.append(picture.dom);
  const link = createImageLink(t);
  dom.append(link.dom);

  function show(): void {
    const { src, alt, title, width, href } = current.attrs;
    link.show(href);
    picture.show(readImageSource(src), typeof alt === "string" ? alt : "");
    frame.title = typeof title === "string" ? title : "";
    frame.style.width = cssWidth(width) ?? "";
    imageTools?.update(current);
    prepareKeys();
  }

  /** Who only reads reaches pictures with Tab; who writes, with the arrows. */
  function prepareKeys(): void {
    const image = picture.image();
    if (image === undefined) return;
    if (editor.isEditable) {
      image.removeAttribute("tabindex");
      image.removeAttribute("role");
    } else {
      image.tabIndex = 0;
      image.setAttribute("role", "button");
      image.setAttribute("aria-label", t("image.openNamed", { name: image.alt }));
    }
  }

  function change(attribute: string, value: string | null): void {
    const position = getPosition();
    if (position === undefined || !editor.isEditable || current.attrs[attribute] === value) return;
    const transaction = view.state.tr.setNodeAttribute(position, attribute, value);
    view.dispatch(transaction.setSelection(NodeSelection.create(transaction.doc, position)));
  }

  function open(): void {
    const source = readImageSource(current.attrs["src"]);
    const image = picture.image();
    if (source === undefined || image === undefined) return;
    openLarge({
      src: image.currentSrc || shownAddress(source),
      alt: image.alt,
      words: {
        label: image.alt,
        close: t("image.close"),
        download: t("image.download"),
      },
      ...(source.kind === "file" ? { download: fileAddress(source.pageId) } : {}),
      onClose: () => (editor.isEditable ? view.focus() : picture.image()?.focus()),
    });
  }

  frame.addEventListener("pointerdown", () => {
    wasSelected = dom.classList.contains("ProseMirror-selectednode");
  });
  frame.addEventListener("click", (event) => {
    if (event.target === picture.image() && (wasSelected || !editor.isEditable)) open();
  });
  frame.addEventListener("keydown", (event) => {
    if (event.target !== picture.image() || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    open();
  });

  dom.addEventListener("editablechange", prepareKeys);

  views.set(dom, { openLarge: open, focusTools: () => imageTools?.focus() ?? false });
  show();
  return {
    dom,
    update(next) {
      if (next.type !== current.type) return false;
      current = next;
      show();
      return true;
    },
    selectNode() {
      dom.classList.add("ProseMirror-selectednode");
      if (!editor.isEditable) return;
      imageTools ??= createImageTools({ t, frame, open, change, leave: () => view.focus() });
      imageTools.update(current);
      frame.append(imageTools.dom);
    },
    deselectNode() {
      dom.classList.remove("ProseMirror-selectednode");
      imageTools?.dom.remove();
      imageTools = undefined;
    },
    stopEvent: (event) =>
      event.target instanceof globalThis.Node &&
      (imageTools?.dom.contains(event.target) === true ||
        event.target instanceof HTMLButtonElement ||
        (event.target instanceof HTMLAnchorElement && event instanceof KeyboardEvent)),
    ignoreMutation: () => true,
    destroy: () => picture.destroy(),
  };
}
