import { stripVTControlCharacters } from "node:util";
import { readEncodedText } from "./read-encoded-text.ts";

/** A text file without what only a terminal or DOS understands: colours, overstrikes, Ctrl-Z. */
export async function readPlainText(source: string): Promise<string> {
  const text = await readEncodedText(source);
  return stripVTControlCharacters(text).replace(overstrike, "").replace(controls, "");
}

/** A character that a printer strikes once more, to make it bold. */
const overstrike = /.[\b]/gu;

/** Control characters that are no white space. */
const controls = /[\p{Cc}--\s]/gv;
