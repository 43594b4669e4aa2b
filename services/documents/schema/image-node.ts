import { Node } from "@tiptap/core";
import { cssWidth, fitImageAttributes, readImageSource } from "./image-source.ts";

/** A picture that is a block by itself. Its markup holds no address an image may not have. */
export const ImageNode = Node.create({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    // The rule below reads them: by itself each would become a number or a boolean where its text looks like one.
    const attribute = { default: null, parseHTML: () => null };
    return Object.fromEntries(["src", "alt", "title", "width", "href"].map((name) => [name, attribute]));
  },
  parseHTML() {
    return [
      {
        tag: "img[src]",
        getAttrs: (element) => {
          const given = Object.fromEntries(
            ["src", "alt", "title", "width"].map((name) => [name, element.getAttribute(name)]),
          );
          const fitted = fitImageAttributes({
            ...given,
            width: element.style.width || given["width"],
            href: element.closest("a[href]")?.getAttribute("href"),
          });
          return fitted === undefined ? false : { ...fitted };
        },
      },
    ];
  },
  renderHTML({ node }) {
    const fitted = fitImageAttributes(node.attrs);
    if (fitted === undefined) return ["p", {}, String(node.attrs["alt"] ?? "")];
    const { src, alt, title, width, href } = fitted;
    const isElsewhere = readImageSource(src)?.kind === "web";
    const css = cssWidth(width);
    const image = [
      "img",
      {
        src,
        alt: alt ?? "",
        ...(title === null ? {} : { title }),
        ...(width === null ? {} : { width }),
        ...(css === undefined ? {} : { style: `width: ${css}` }),
        ...(isElsewhere ? { referrerpolicy: "no-referrer" } : {}),
      },
    ] as const;
    return href === null ? image : ["a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, image];
  },
  renderText: ({ node }) => fitImageAttributes(node.attrs)?.alt ?? "",
});
