import { type FileHandle, open } from "node:fs/promises";
import { UnreadableFile } from "#services/processor/explain-failure.ts";

/** Largest file that is read whole, in bytes; its parser needs a multiple of that as memory or time. */
const sourceBytes = 200_000_000;

/** The bytes of a file whose parser wants all of them at once; refuses one that is too large before reading it. */
export async function readSource(source: string): Promise<Uint8Array<ArrayBuffer>> {
  await using file = await open(source, "r");
  const size = await sizeOf(file);
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Refuses a file that is too large to be read. */
export async function refuseLargeSource(source: string): Promise<void> {
  await using file = await open(source, "r");
  await sizeOf(file);
}

async function sizeOf(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  if (size > sourceBytes) {
    throw new UnreadableFile(`The file is larger than ${sourceBytes / 1_000_000} MB, so its text is not read.`);
  }
  return size;
}
