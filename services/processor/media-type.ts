import { open } from "node:fs/promises";
import { sniffText } from "./text-sniffer.ts";

/** How much may stand before the header of a PDF, in bytes; its readers look for it that far. */
const pdfPreludeBytes = 1_024;

const pdfHeader = "%PDF-";

/** Type of content nothing is known about. */
const unknownMediaType = "application/octet-stream";

/** How much of a file's beginning is looked at, in bytes; nothing is known of what lies behind it. */
const headBytes = 1_048_576;

/** How much of that is looked at for text, in bytes. */
const textBytes = 65_536;

/** Longest time a look at the content may take, in milliseconds. */
const sniffTimeoutMs = 2_000;

/** Types that are text to the sniffer for binary formats, and known better by looking at the text. */
const vagueTypes = new Set([
  ...["application/xml", "image/svg+xml", "text/html", "text/plain"],
  ...["application/rtf", "text/rtf", "text/calendar", "text/vcard", "text/vtt"],
]);

/** The media type of a file, found from its content alone, by a look at its beginning. */
export async function findMediaType(path: string): Promise<string> {
  const head = await readHead(path);
  const { fileTypeFromBuffer } = await import("file-type");
  const bounds = { signal: AbortSignal.timeout(sniffTimeoutMs) };
  const found = await fileTypeFromBuffer(head, bounds).catch(() => undefined);
  if (found && !vagueTypes.has(found.mime)) return found.mime;
  const start = head.subarray(0, pdfPreludeBytes + pdfHeader.length).toString("latin1");
  if (start.trimStart().startsWith(pdfHeader)) return "application/pdf";
  const text = sniffText(head.subarray(0, textBytes), head.length <= textBytes);
  if (text === undefined && found?.mime === "application/rtf") return found.mime;
  return text ?? (start.includes(pdfHeader) ? "application/pdf" : unknownMediaType);
}

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path, "r");
  const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead);
}
