import { messageOf } from "#services/platform/errors.ts";

/** A refusal to read a file whose message is already a sentence for the file's page. */
export class UnreadableFile extends Error {}

/** Longest part of a parser's own words that is shown, in characters. */
const detailCharacters = 200;

/** Why a file could not be read, as a sentence for its page. */
export function explainFailure(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  const detail = messageOf(error)
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, detailCharacters);
  return `The file is damaged or of an unusual kind and could not be read (${detail}).`;
}
