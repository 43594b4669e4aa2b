import { isSafeUrl } from "#services/documents/schema/safe-url.ts";

/** Begins what pages show that is neither text nor an image. */
export const mediaTag = /<(?:svg|canvas|video|audio|iframe|object|embed)[\s/>]/i;

/** Drawings with sides up to this many pixels are signs where they stand in what is pressed. */
const signSide = 32;

/**
 * Leaves in pasted markup what can be had of that which is no text and no image: a link to films, sounds and frames of other
 * sites, the words of drawings. Gives how many drawings could not be taken along.
 */
export function convertMedia(root: DocumentFragment): number {
  for (const media of root.querySelectorAll("video, audio, iframe, object, embed")) media.replaceWith(linkTo(media));
  let lost = 0;
  for (const drawing of root.querySelectorAll("svg, canvas")) {
    if (drawing.parentElement?.closest("svg") != null) continue;
    const words = drawing.localName === "svg" ? wordsOf(drawing) : nameOf(drawing);
    if (!isSign(drawing)) lost += 1;
    drawing.replaceWith(words === "" ? "" : ` ${words} `);
  }
  return lost;
}

/** A link to where a film, a sound or a frame comes from; the text within it where that is nowhere to go to. */
function linkTo(media: Element): Element | Text {
  const given =
    media.getAttribute("src") ?? media.querySelector("source")?.getAttribute("src") ?? media.getAttribute("data");
  const address = given?.trim().replace(/^\/\//, "https://") ?? "";
  const name = nameOf(media);
  if (!/^https?:\/\//i.test(address) || !isSafeUrl(address)) {
    return document.createTextNode(name === "" ? "" : `[${name}]`);
  }
  const paragraph = document.createElement("p");
  const link = paragraph.appendChild(document.createElement("a"));
  link.href = address;
  link.textContent = name || address;
  return paragraph;
}

function wordsOf(drawing: Element): string {
  const texts = [...drawing.querySelectorAll("text, foreignObject")].map((text) => oneLine(text.textContent ?? ""));
  const name = nameOf(drawing);
  return [name === "" ? "" : `[${name}]`, ...texts].filter((words) => words !== "").join(" ");
}

function nameOf(element: Element): string {
  const title = element.querySelector(":scope > title")?.textContent ?? element.getAttribute("title") ?? "";
  return oneLine(element.getAttribute("aria-label") ?? title);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Signs say nothing that the words beside them do not. */
function isSign(drawing: Element): boolean {
  const role = drawing.getAttribute("role") ?? "";
  if (drawing.getAttribute("aria-hidden") === "true" || ["presentation", "none"].includes(role)) return true;
  const sides = ["width", "height"].map((side) => Number.parseFloat(drawing.getAttribute(side) ?? ""));
  const known = sides.filter((side) => !Number.isNaN(side));
  const isSmall = known.length > 0 && known.every((side) => side <= signSide);
  return isSmall && drawing.closest("a, button, summary, label, [role='button']") !== null;
}
