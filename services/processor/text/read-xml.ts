import { Parser } from "htmlparser2";
import { readEncodedText } from "./read-encoded-text.ts";
import { textCharacters } from "./text-limit.ts";

/** The text between the tags of an XML file, a line for each element. */
export async function readXml(source: string): Promise<string> {
  const lines: string[] = [];
  let size = 0;
  let line = "";
  const close = () => {
    const tidied = line.replace(/\s+/g, " ").trim();
    if (tidied !== "") lines.push(tidied);
    line = "";
  };
  const parser = new Parser(
    {
      onopentag: close,
      ontext(data) {
        line += data;
        size += data.length;
        if (size > textCharacters) parser.pause();
      },
      onclosetag: close,
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(await readEncodedText(source));
  close();
  return lines.join("\n");
}
