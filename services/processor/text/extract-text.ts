import { writeFile } from "node:fs/promises";
import type { ExtractionRequest } from "#services/contracts/extraction.ts";
import { docxMediaType } from "#services/contracts/media-types.ts";

/** Longest text kept of one file, in UTF-16 code units; what follows is left out. */
const textCharacters = 5_000_000;

/** Writes the text of a file as UTF-8, fit for the database: no NUL, no lone surrogates. */
export async function extractText(request: ExtractionRequest, target: string): Promise<void> {
  const text = await readText(request.sourcePath, request.mediaType);
  await writeFile(target, tidy(text.slice(0, textCharacters)), { flag: "wx", mode: 0o600 });
}

/** Loads only the reader this file needs: parsers are large, and a worker reads one file. */
async function readText(source: string, mediaType: string): Promise<string> {
  switch (mediaType) {
    case "application/pdf":
      return (await import("./read-pdf.ts")).readPdf(source);
    case docxMediaType:
      return (await import("./read-docx.ts")).readDocx(source);
    case "text/html":
      return (await import("./read-html.ts")).readHtml(source);
    default:
      return (await import("./read-plain-text.ts")).readPlainText(source);
  }
}

function tidy(text: string): string {
  return text
    .replaceAll("\u0000", "")
    .toWellFormed()
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
