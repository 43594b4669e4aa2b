import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { convertChecklists } from "./pasted-checklists.ts";
import { removeUnseen, separateShown, shownFormSigns } from "./pasted-shown.ts";
import { convertWordLists } from "./pasted-word-lists.ts";

/** Reads pasted HTML before its pictures are looked for: the boxes of others' to-dos are some, too. */
export const PastedHtml = Extension.create({
  name: "pastedHtml",
  priority: 1_004,
  addProseMirrorPlugins() {
    return [new Plugin({ key: new PluginKey("pastedHtml"), props: { transformPastedHTML: convertPastedHtml } })];
  },
});

/** Quotes, lists and tables that are pasted within one another; what lies deeper is kept without them, as in Markdown. */
const mostLevels = 100;
const container = /<(?:blockquote|ul|ol|table)[\s>]/gi;
const containerTags = new Set(["BLOCKQUOTE", "UL", "OL", "TABLE"]);

/** Makes pasted HTML say what its writers meant: Word's lists, others' to-dos, headings deeper than the editor has. */
function convertPastedHtml(html: string): string {
  // What the editor itself copied says what it means.
  const isDeep = (html.match(container)?.length ?? 0) > mostLevels;
  const isPlain = !/mso-list|<(?:li|h[56])[\s/>]/i.test(html) && !shownFormSigns.test(html);
  if (!isDeep && (html.includes("data-pm-slice") || isPlain)) return html;
  const root = new DOMParser().parseFromString(html, "text/html");
  if (isDeep) flatten(root.body);
  convertWordLists(root);
  convertChecklists(root);
  removeUnseen(root);
  separateShown(root);
  convertFields(root);
  for (const heading of [...root.querySelectorAll("h5, h6")]) {
    const deepest = root.createElement("h4");
    deepest.append(...heading.childNodes);
    heading.replaceWith(deepest);
  }
  // Formats that are given by class still need their styles.
  const styles = [...root.head.querySelectorAll("style")].map((style) => style.outerHTML);
  return styles.join("") + root.body.innerHTML;
}

const unseenFields = ["hidden", "password", "checkbox", "radio", "image", "file", "color", "range"]
  .map((kind) => `[type="${kind}" i]`)
  .join();

/** Leaves of a form what is seen in it: what was written and chosen, but for what is written hidden. */
function convertFields(root: Document): void {
  for (const input of [...root.querySelectorAll("input")]) {
    const isSeen = !input.matches(unseenFields);
    input.replaceWith(isSeen ? (input.getAttribute("value") ?? "") : "");
  }
  for (const select of [...root.querySelectorAll("select")]) {
    const options = [...select.querySelectorAll("option")];
    const chosen = options.filter((option) => option.hasAttribute("selected"));
    const shown = chosen.length > 0 || select.hasAttribute("multiple") ? chosen : options.slice(0, 1);
    select.replaceWith(shown.map((option) => option.textContent).join(", "));
  }
}

/** Takes the containers that lie too deep from around what they hold. */
function flatten(body: HTMLElement): void {
  const open: { readonly element: Element; readonly level: number }[] = [{ element: body, level: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { element, level } = next;
    const isTooDeep = level >= mostLevels && containerTags.has(element.tagName);
    const inner = level + (!isTooDeep && containerTags.has(element.tagName) ? 1 : 0);
    for (const child of element.children) open.push({ element: child, level: inner });
    if (isTooDeep) element.replaceWith(...element.childNodes);
  }
}
