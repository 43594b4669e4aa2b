import { type Entry, openPromise, type ZipFile } from "yauzl";
import { refuseLargeSource } from "./read-source.ts";
import { refuseZipBomb } from "./refuse-zip-bomb.ts";
import { textCharacters } from "./text-limit.ts";
import { createWordReader, type WordReader } from "./word-reader.ts";

/** The parts of a Word document that hold text, in the order they are read. */
const parts = [
  ...[/^word\/document\d*\.xml$/, /^word\/footnotes\d*\.xml$/, /^word\/endnotes\d*\.xml$/],
  ...[/^word\/comments\d*\.xml$/, /^word\/header\d*\.xml$/, /^word\/footer\d*\.xml$/],
];

/** The text of a Word document: paragraph after paragraph, then notes, comments, headers and footers. */
export async function readDocx(source: string): Promise<string> {
  await refuseLargeSource(source);
  await refuseZipBomb(source);
  const archive = await openPromise(source, { autoClose: false, validateEntrySizes: true });
  try {
    const texts: string[] = [];
    for (const entry of await listParts(archive)) texts.push(await readPart(archive, entry));
    return texts.join("\n\n");
  } finally {
    archive.close();
  }
}

async function listParts(archive: ZipFile): Promise<Entry[]> {
  const found: { readonly entry: Entry; readonly place: number }[] = [];
  for await (const entry of archive.eachEntry()) {
    const place = parts.findIndex((part) => part.test(entry.fileName));
    if (place !== -1) found.push({ entry, place });
  }
  if (!found.some(({ place }) => place === 0)) throw new Error("The archive holds no Word document.");
  const sorted = found.sort(
    (a, b) => a.place - b.place || a.entry.fileName.localeCompare(b.entry.fileName, "en", { numeric: true }),
  );
  return sorted.map(({ entry }) => entry);
}

async function readPart(archive: ZipFile, entry: Entry): Promise<string> {
  const reader: WordReader = createWordReader();
  let decoder = new TextDecoder();
  let isFirst = true;
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    const bytes: Uint8Array = chunk;
    if (isFirst && bytes[0] === 0xff && bytes[1] === 0xfe) decoder = new TextDecoder("utf-16le");
    isFirst = false;
    reader.write(decoder.decode(bytes, { stream: true }));
    if (reader.text.length > textCharacters) break;
  }
  return reader.text;
}
