import { Node } from "@tiptap/core";
import { cssWidth, fitImageAttributes, readImageSource } from "./image-source.ts";

/** A picture that is a block by itself. Its markup holds no address an image may not have. */
export const ImageNode = Node.create({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return { src: { default: null }, alt: { default: null }, title: { default: null }, width: { default: null } };
  },
  parseHTML() {
    return [
      {
        tag: "img[src]",
        getAttrs: (element) => {
          const given = Object.fromEntries(
            ["src", "alt", "title", "width"].map((name) => [name, element.getAttribute(name)]),
          );
          const fitted = fitImageAttributes({ ...given, width: element.style.width || given["width"] });
          return fitted === undefined ? false : { ...fitted };
        },
      },
    ];
  },
  renderHTML({ node }) {
    const fitted = fitImageAttributes(node.attrs);
    if (fitted === undefined) return ["p", {}, String(node.attrs["alt"] ?? "")];
    const { src, alt, title, width } = fitted;
    const isElsewhere = readImageSource(src)?.kind === "web";
    const css = cssWidth(width);
    return [
      "img",
      {
        src,
        alt: alt ?? "",
        ...(title === null ? {} : { title }),
        ...(width === null ? {} : { width }),
        ...(css === undefined ? {} : { style: `width: ${css}` }),
        ...(isElsewhere ? { referrerpolicy: "no-referrer" } : {}),
      },
    ];
  },
  renderText: ({ node }) => fitImageAttributes(node.attrs)?.alt ?? "",
});
