/** Elements whose words browsers never show. */
const neverShown = "[hidden]:not([hidden='until-found' i]), dialog:not([open]), datalist, template";

const displaysNothing = /(?:^|;)\s*display\s*:\s*none/i;
const isInvisible = /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/i;
const isVisible = /(?:^|;)\s*visibility\s*:\s*visible/i;
const displaysBlock = /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|flow-root|list-item|table)(?!-)/i;

/** Elements that browsers show as blocks and the editor's reader takes for parts of a line. */
const unknownBlocks = "details, summary, legend, center, nav, main, search, dialog, dt, optgroup";

const inlineElements =
  "a, abbr, b, button, cite, code, del, em, font, i, ins, kbd, label, mark, output, q, s, small, span, strong, sub, sup, time, u";

const fields = "input, select, textarea, button, label, output, meter, progress";

/** What of pasted markup makes `keepShownForm` worth its while. */
export const shownFormSigns =
  /<(?:details|summary|legend|center|nav|main|search|dialog|dt|optgroup|datalist|template|input|select|textarea|button|label|output|meter|progress)[\s/>]|\shidden[\s=>]|\b(?:display|visibility)\s*:/i;

/** Takes out what its page does not show. Boxes of to-dos are often hidden behind drawn ones: they are to be read before. */
export function removeUnseen(root: Document): void {
  for (const element of [...root.body.querySelectorAll(`${neverShown}, [style]`)]) {
    const style = element.getAttribute("style") ?? "";
    const isUnseen = element.matches(neverShown) || displaysNothing.test(style);
    if (isUnseen || (isInvisible.test(style) && !hasVisiblePart(element))) element.remove();
  }
}

function hasVisiblePart(element: Element): boolean {
  return [...element.querySelectorAll("[style]")].some((part) => isVisible.test(part.getAttribute("style") ?? ""));
}

/** Keeps apart what a page shows apart: blocks of other kinds than the editor's, and fields beside their labels. */
export function separateShown(root: Document): void {
  for (const element of [...root.body.querySelectorAll(unknownBlocks)]) setApart(element);
  for (const element of [...root.body.querySelectorAll("[style]")]) {
    if (element.matches(inlineElements) && displaysBlock.test(element.getAttribute("style") ?? "")) setApart(element);
  }
  for (const field of [...root.body.querySelectorAll(fields)]) {
    if (!/[([{"'“‘«]$/.test(field.previousSibling?.textContent ?? "")) field.before(" ");
    if (!/^[)\]},.;:!?"'”’»]/.test(field.nextSibling?.textContent ?? "")) field.after(" ");
  }
}

/** Makes an element a block, or a line of its own within one that can hold no block. */
function setApart(element: Element): void {
  const around = element.parentElement?.closest("p, h1, h2, h3, h4, h5, h6, pre");
  if (around == null) {
    const block = element.ownerDocument.createElement("div");
    element.replaceWith(block);
    block.append(element);
  } else if (around.localName !== "pre") {
    if (hasWords(element.previousSibling)) element.before(element.ownerDocument.createElement("br"));
    if (hasWords(element.nextSibling)) element.after(element.ownerDocument.createElement("br"));
  }
}

function hasWords(node: ChildNode | null): boolean {
  return (node?.textContent ?? "").trim() !== "";
}
