import { open } from "node:fs/promises";
import { sniffText } from "./text-sniffer.ts";

/** Type of content nothing is known about. */
const unknownMediaType = "application/octet-stream";

/** How much of a file's beginning is looked at for text, in bytes. */
const headBytes = 65_536;

/** Most memory one step of that look may take, in bytes. */
const sniffBufferBytes = 1_000_000;

/** Longest time a look at the content may take, in milliseconds. */
const sniffTimeoutMs = 2_000;

/** Types that are text to the sniffer for binary formats, and known better by looking at the text. */
const vagueTypes = new Set(["application/xml", "text/html", "text/plain"]);

/** The media type of a file, found from its content alone. */
export async function findMediaType(path: string): Promise<string> {
  const { head, isWhole } = await readHead(path);
  const { fileTypeFromFile } = await import("file-type");
  const bounds = { signal: AbortSignal.timeout(sniffTimeoutMs), maxBufferSize: sniffBufferBytes };
  const found = await fileTypeFromFile(path, bounds).catch(() => undefined);
  if (found && !vagueTypes.has(found.mime)) return found.mime;
  return sniffText(head, isWhole) ?? unknownMediaType;
}

async function readHead(path: string): Promise<{ head: Uint8Array; isWhole: boolean }> {
  await using file = await open(path, "r");
  const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return { head: buffer.subarray(0, bytesRead), isWhole: bytesRead < headBytes };
}
