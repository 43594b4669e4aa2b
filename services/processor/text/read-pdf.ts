import { fileURLToPath } from "node:url";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { UnreadableFile } from "#services/processor/explain-failure.ts";
import { readAnnotation } from "./read-annotation.ts";
import { readSource } from "./read-source.ts";
import { textCharacters } from "./text-limit.ts";

/** A word divided at the end of a line, which is sought as one. */
const hyphenation = /(?<=\p{Ll})[-\u00AD\u2010]\n(?=\p{Ll})/gu;

/** The text of a PDF, page after page: what is printed, then what was filled in or noted on the page. */
export async function readPdf(source: string): Promise<string> {
  const loading = getDocument({
    data: await readSource(source),
    // Without these maps and fonts, which lie beside the code, text in the usual East Asian encodings stays unread.
    cMapUrl: folderOfPackage("cmaps"),
    standardFontDataUrl: folderOfPackage("standard_fonts"),
    isEvalSupported: false,
    useSystemFonts: false,
    enableXfa: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await readPages(await loading.promise);
  } catch (error) {
    throw explain(error);
  } finally {
    await loading.destroy();
  }
}

async function readPages(document: PDFDocumentProxy): Promise<string> {
  let text = "";
  for (let number = 1; number <= document.numPages && text.length < textCharacters; number += 1) {
    const page = await document.getPage(number);
    text += `${await readPrinted(page)}\n\n`;
    for (const annotation of await page.getAnnotations()) {
      for (const line of readAnnotation(annotation)) text += `${line}\n\n`;
    }
    page.cleanup();
  }
  return text;
}

async function readPrinted(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
  return text.replace(hyphenation, "");
}

function folderOfPackage(name: string): string {
  return fileURLToPath(new URL(`./${name}/`, import.meta.resolve("pdfjs-dist/package.json")));
}

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "PasswordException") {
    return new UnreadableFile("The PDF is protected by a password, so its text cannot be read.", { cause: error });
  }
  if (error.name === "InvalidPDFException" || error.name === "FormatError") {
    return new UnreadableFile("The PDF is damaged and its text cannot be read.", { cause: error });
  }
  return error;
}
