import { describe, expect, it } from "vitest";
import { parseContent } from "./parse-content.ts";
import { readingMinutes } from "./reading-time.ts";

function documentOf(text: string) {
  const content = parseContent(
    JSON.stringify({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] }),
  );
  if (content === undefined) {
    throw new Error("The document was not read.");
  }
  return content;
}

describe("reading time", () => {
  it("an empty document takes no time", () => {
    expect(readingMinutes(documentOf(" "))).toBe(0);
  });

  it("a short note takes one minute", () => {
    expect(readingMinutes(documentOf("Bring gloves."))).toBe(1);
  });

  it("counts Japanese by character", () => {
    expect(readingMinutes(documentOf("文書".repeat(600)))).toBe(3);
  });

  it("a thousand words take five minutes", () => {
    expect(readingMinutes(documentOf("ice floats ".repeat(500)))).toBe(5);
  });
});
