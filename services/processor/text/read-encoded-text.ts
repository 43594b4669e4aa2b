import { open } from "node:fs/promises";
import { findEncoding } from "#services/processor/text-encoding.ts";

/** How much of a text file is read, in bytes. */
const readLimitBytes = 20_000_000;

/** The beginning of a text file, in the encoding it is found to have. */
export async function readEncodedText(source: string): Promise<string> {
  const bytes = await readBeginning(source, readLimitBytes);
  const encoding = findEncoding({ bytes, isWhole: bytes.length < readLimitBytes });
  return new TextDecoder(encoding).decode(bytes);
}

/** The first bytes of a file, all of them where there are fewer. */
export async function readBeginning(source: string, limitBytes: number): Promise<Uint8Array> {
  await using file = await open(source, "r");
  const { size } = await file.stat();
  const length = Math.min(size, limitBytes);
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}
