import mammoth from "mammoth";
import { readSource } from "./read-source.ts";
import { refuseZipBomb } from "./refuse-zip-bomb.ts";

/** The text of a Word document, paragraph after paragraph. */
export async function readDocx(source: string): Promise<string> {
  const { buffer, byteOffset, byteLength } = await readSource(source);
  await refuseZipBomb(source);
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(buffer, byteOffset, byteLength) });
  return value;
}
