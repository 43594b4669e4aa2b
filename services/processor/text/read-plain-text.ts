import { open } from "node:fs/promises";

/** How much of a text file is read, in bytes. */
const readLimitBytes = 20_000_000;

/** The beginning of a text file, in the encoding its first bytes tell; UTF-8 without a mark. */
export async function readPlainText(source: string): Promise<string> {
  await using file = await open(source, "r");
  const { size } = await file.stat();
  const length = Math.min(size, readLimitBytes);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
  const bytes = buffer.subarray(0, bytesRead);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
