import { PDFParse } from "pdf-parse";
import { UnreadableFile } from "#services/processor/explain-failure.ts";
import { readSource } from "./read-source.ts";

/** The text of a PDF, page after page. */
export async function readPdf(source: string): Promise<string> {
  const parser = new PDFParse({ data: await readSource(source), isEvalSupported: false });
  try {
    const { text } = await parser.getText({ pageJoiner: "" });
    return text;
  } catch (error) {
    throw explain(error);
  } finally {
    await parser.destroy();
  }
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
