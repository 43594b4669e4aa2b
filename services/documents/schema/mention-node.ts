import { Node } from "@tiptap/core";
import { readMention } from "./page-address.ts";

export interface MentionOptions {
  /** What stands for a mention's address where it is shown or copied. */
  nameOf: (address: string) => string;
}

/** A page or a person within a line. The document holds their address alone: each reader is shown the present name, if they may know it. */
export const MentionNode = Node.create<MentionOptions>({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  addOptions() {
    return { nameOf: (address) => address };
  },
  addAttributes() {
    return { href: { default: null, parseHTML: (element) => element.getAttribute("href")?.toLowerCase() ?? null } };
  },
  parseHTML() {
    return [
      {
        tag: "a[href]",
        // Before the mark of links, which takes every address.
        priority: 100,
        getAttrs: (element) => (readMention(element.getAttribute("href")) === undefined ? false : null),
      },
    ];
  },
  renderHTML({ node }) {
    const address = String(node.attrs["href"]);
    if (readMention(address) === undefined) return ["span", {}, ""];
    return ["a", { href: address, "data-mention": "" }, this.options.nameOf(address)];
  },
  renderText({ node }) {
    return this.options.nameOf(String(node.attrs["href"]));
  },
});
