import { fitImageAddress } from "#services/documents/schema/image-source.ts";
import { convertMedia, mediaTag } from "./pasted-media.ts";

/** Markup as it can be read by the editor, and what of its pictures has to be done besides. */
export interface PastedPictures {
  readonly html: string;
  /** Pictures that came as data, by the address that stands for each in the markup. */
  readonly files: ReadonlyMap<string, File>;
  /** How many pictures cannot be had: they lie on the device the text was copied on. */
  readonly lost: number;
}

const dataImage = /^data:(image\/[\w.+-]+)(;[^,]*)?,/i;

/** Sides up to this many pixels are those of counting pixels, which nobody sees. */
const invisibleSide = 2;

/**
 * Makes the pictures of pasted markup ones the editor holds: those of this server and of other sites stay, those that are
 * data become files to upload, those over plain HTTP links, and what cannot be had is counted and leaves its words.
 */
export function readPastedPictures(html: string, origin: string): PastedPictures {
  const parsed = inert(html);
  const files = new Map<string, File>();
  let lost = 0;
  lost += convertMedia(parsed.content);
  for (const image of parsed.content.querySelectorAll("img")) {
    if (isEmoji(image)) {
      image.replaceWith(image.alt);
      continue;
    }
    const address = addressOf(image);
    const own = address.toLowerCase().startsWith(`${origin.toLowerCase()}/`) ? address.slice(origin.length) : address;
    const fitted = fitImageAddress(own);
    if (isInvisible(image)) image.remove();
    else if (fitted !== undefined) image.setAttribute("src", fitted);
    else if (dataImage.test(address)) {
      const file = fileOf(address, files.size + 1);
      if (file === undefined) {
        lost += 1;
        image.replaceWith(wordsOf(image));
        continue;
      }
      const standIn = standInAddress(files.size + 1);
      files.set(standIn, file);
      image.setAttribute("src", standIn);
    } else if (/^http:\/\//i.test(address)) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = image.alt.trim() || address;
      const around = image.closest("a[href]");
      // A link cannot stand within another: the words stay in that one.
      if (around === null) image.replaceWith(link);
      else {
        image.replaceWith(wordsOf(image));
        around.after(" ", link);
      }
    } else {
      if (address !== "" || image.alt.trim() !== "") lost += 1;
      image.replaceWith(wordsOf(image));
    }
  }
  unwrapPictures(parsed.content);
  beginItemsWithLines(parsed.content);
  return { html: parsed.innerHTML, files, lost };
}

/** A picture is a block in the editor: a paragraph that held nothing else would be left empty beside it. */
function unwrapPictures(root: DocumentFragment): void {
  for (const image of root.querySelectorAll("img")) {
    const around = image.closest("p, h1, h2, h3, h4, h5, h6");
    if (around !== null && (around.textContent ?? "").trim() === "") around.replaceWith(...around.childNodes);
  }
}

/** Items of lists begin with a line; without one the editor puts the picture that an item begins with behind the list. */
function beginItemsWithLines(root: DocumentFragment): void {
  const seen = new Set<Element>();
  for (const image of root.querySelectorAll("img")) {
    const item = image.closest("li, p");
    if (item?.localName !== "li" || seen.has(item)) continue;
    seen.add(item);
    const before = document.createRange();
    before.setStart(item, 0);
    before.setEndBefore(image);
    if (before.toString().trim() === "") image.closest("li, div")?.prepend(document.createElement("p"));
  }
}

/** Whether markup holds a picture, or anything else that is shown and no text. */
export function holdsPictures(html: string): boolean {
  return /<img[\s/>]/i.test(html) || mediaTag.test(html);
}

/** Whether markup is one picture and nothing else, as browsers copy a picture. */
export function isOnlyPicture(html: string): boolean {
  const { content } = inert(html);
  for (const other of content.querySelectorAll("style, title, meta")) other.remove();
  return content.querySelectorAll("img").length === 1 && (content.textContent ?? "").trim() === "";
}

/** Where pages keep a picture's address until it is scrolled to. */
const lateAddresses = ["data-src", "data-original", "data-lazy-src"];

/** The address of a picture, also of one that names several, or that the page had not loaded yet. */
function addressOf(image: HTMLImageElement): string {
  const own = image.getAttribute("src")?.trim() ?? "";
  const sources = [image, ...(image.closest("picture")?.querySelectorAll("source") ?? [])];
  const several = sources.map((source) => /^[\s,]*(\S*[^\s,])/.exec(source.getAttribute("srcset") ?? "")?.[1] ?? "");
  const late = lateAddresses.map((name) => image.getAttribute(name)?.trim() ?? "");
  const others = [...late, ...several].map(withScheme);
  const other = others.find((address) => fitImageAddress(address) !== undefined);
  const isStandIn = own === "" || (own.startsWith("data:") && late.some((address) => address !== ""));
  return withScheme(isStandIn ? (other ?? own) : own);
}

function withScheme(address: string): string {
  return address.startsWith("//") ? `https:${address}` : address;
}

/** Many pages draw the letters of emoji as pictures. */
function isEmoji({ alt }: HTMLImageElement): boolean {
  return (
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\p{Regional_Indicator})+$/u.test(alt) && !/^[\d#*]+$/.test(alt)
  );
}

/** Markup in which nothing is loaded and nothing runs. */
function inert(html: string): HTMLTemplateElement {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template;
}

/** Addresses of files that no page has: they stand in the editor for a moment only. */
function standInAddress(number: number): string {
  return `/api/files/00000000-0000-0000-0000-${String(number).padStart(12, "0")}`;
}

function isInvisible(image: HTMLImageElement): boolean {
  const [width, height] = [image.getAttribute("width"), image.getAttribute("height")].map((side) =>
    Number(side || Number.NaN),
  );
  return (width ?? Number.NaN) <= invisibleSide && (height ?? Number.NaN) <= invisibleSide;
}

function wordsOf(image: HTMLImageElement): Text {
  const alt = image.alt.trim();
  return document.createTextNode(alt === "" ? "" : `[${alt}]`);
}

function fileOf(address: string, number: number): File | undefined {
  const found = dataImage.exec(address);
  const type = found?.[1]?.toLowerCase();
  if (found === null || type === undefined) return undefined;
  const data = address.slice(found[0].length);
  const name = `picture-${number}.${type.slice("image/".length).replace(/^x-|\+.*$/g, "")}`;
  try {
    const bytes = /;\s*base64/i.test(found[2] ?? "")
      ? bytesOf(data)
      : new TextEncoder().encode(decodeURIComponent(data));
    return new File([bytes], name, { type });
  } catch {
    return undefined;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64.replace(/%3d/gi, "=").replace(/\s+/g, "")), (sign) => sign.charCodeAt(0));
}
