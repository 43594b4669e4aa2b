import { isSafeUrl } from "./safe-url.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const ownFile = new RegExp(`^/api/files/(${uuid})(?:/preview)?$`, "i");
const webImage = /^https:\/\/[^\s\p{Cc}/?#\\<>"^`{|}@]+(?:[/?#][^\s\p{Cc}\\<>"^`{|}]*)?$/iu;

/** Most characters of an image's address. */
const addressLimit = 2_000;

/** Widths an image can have: in pixels, or in hundredths of the line. */
const widthRange = { px: { from: 16, to: 4_000 }, percent: { from: 5, to: 100 } };

/** What an image shows: the file of a page, by the page's id, or an image of another site, which is fetched only when a reader asks for it. */
export type ImageSource =
  | { readonly kind: "file"; readonly pageId: string }
  | { readonly kind: "web"; readonly address: string; readonly host: string };

/** Reads the address of an image; undefined where an image may not lead there: scripts, data, plain HTTP, places of this server that are no file. */
export function readImageSource(address: unknown): ImageSource | undefined {
  if (typeof address !== "string" || address.length > addressLimit) return undefined;
  const pageId = ownFile.exec(address)?.[1];
  if (pageId !== undefined) return { kind: "file", pageId: pageId.toLowerCase() };
  const host = webImage.test(address) ? /^https:\/\/([^/?#]+)/i.exec(address)?.[1] : undefined;
  return host === undefined ? undefined : { kind: "web", address, host: host.toLowerCase() };
}

/** The address of an image that shows a page's file: that of the download, which asks for the reader's right to the page each time. */
export function fileAddress(pageId: string): string {
  return `/api/files/${pageId.toLowerCase()}`;
}

/** An image's address as documents hold it; undefined where it may not be one. */
export function fitImageAddress(address: unknown): string | undefined {
  const source = readImageSource(address);
  if (source === undefined) return undefined;
  return source.kind === "file" ? fileAddress(source.pageId) : source.address;
}

/** A width as documents hold it: pixels such as `320` or a part of the line such as `50%`; null where it is none. */
export function fitImageWidth(width: unknown): string | null {
  const found = /^\s*(\d{1,5})(?:\.\d+)?\s*(px|%)?\s*$/.exec(typeof width === "number" ? String(width) : textOf(width));
  if (found?.[1] === undefined) return null;
  const isPercent = found[2] === "%";
  const { from, to } = isPercent ? widthRange.percent : widthRange.px;
  const value = Math.min(Math.max(Number(found[1]), from), to);
  return isPercent ? `${value}%` : String(value);
}

/** A width as CSS. */
export function cssWidth(width: unknown): string | undefined {
  const fitted = fitImageWidth(width);
  if (fitted === null) return undefined;
  return fitted.endsWith("%") ? fitted : `${fitted}px`;
}

/** Words of an image as documents hold them: one line; null where there are none. */
export function fitImageWords(words: unknown): string | null {
  return textOf(words).replace(/\s+/g, " ").trim() || null;
}

/** The attributes of an image as documents hold them; undefined where its address may not be one. */
export function fitImageAttributes(attrs: Readonly<Record<string, unknown>>): ImageAttributes | undefined {
  const src = fitImageAddress(attrs["src"]);
  if (src === undefined) return undefined;
  return {
    src,
    alt: fitImageWords(attrs["alt"]),
    title: fitImageWords(attrs["title"]),
    width: fitImageWidth(attrs["width"]),
    href: fitImageLink(attrs["href"]),
  };
}

/** Where a press on an image leads, as documents hold it; null where it leads nowhere, or may not lead there. */
export function fitImageLink(address: unknown): string | null {
  const link = textOf(address).trim();
  return link !== "" && link.length <= addressLimit && isSafeUrl(link) ? link : null;
}

export interface ImageAttributes {
  readonly src: string;
  readonly alt: string | null;
  readonly title: string | null;
  readonly width: string | null;
  /** The link around it. */
  readonly href: string | null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
