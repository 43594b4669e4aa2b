import type { DocumentJson } from "#services/documents/schema/document-json.ts";

/** The language of a code block that is a formula. */
export const mathLanguage = "math";

/** The languages of a code block that is front matter: in YAML, in TOML. */
export const frontMatterLanguages = ["front matter", "front matter toml"] as const;

/** Whether content is nothing but breaks. */
export function isBlankLine(content: readonly DocumentJson[]): boolean {
  return content.length > 0 && content.every(({ type }) => type === "hardBreak");
}

/** What a code block says behind its fence, as one line that can stand there. */
export function fenceWords(words: string): string {
  return words.replace(/[\s`]+/g, " ").trim();
}
