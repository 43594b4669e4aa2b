import mammoth from "mammoth";
import { refuseZipBomb } from "./refuse-zip-bomb.ts";

/** The text of a Word document, paragraph after paragraph. */
export async function readDocx(source: string): Promise<string> {
  await refuseZipBomb(source);
  const { value } = await mammoth.extractRawText({ path: source });
  return value;
}
