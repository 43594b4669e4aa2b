import { writeFile } from "node:fs/promises";
import type { ExtractionRequest } from "#services/contracts/extraction.ts";
import { docxMediaType } from "#services/contracts/media-types.ts";
import { textCharacters } from "./text-limit.ts";

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
    case "application/xml":
    case "image/svg+xml":
      return (await import("./read-xml.ts")).readXml(source);
    case "application/rtf":
      return (await import("./read-rtf.ts")).readRtf(source);
    case "message/rfc822":
      return (await import("./read-mail.ts")).readMail(source);
    case "text/calendar":
    case "text/vcard":
      return (await import("./read-content-lines.ts")).readContentLines(source);
    case "text/vtt":
      return (await import("./read-captions.ts")).readCaptions(source);
    default:
      return (await import("./read-plain-text.ts")).readPlainText(source);
  }
}

function tidy(text: string): string {
  return text
    .replaceAll("\u0000", "")
    .toWellFormed()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
