import { rootCodeOf } from "#services/platform/errors.ts";

/** A refusal to read a file whose message is already a sentence for the file's page. */
export class UnreadableFile extends Error {}

const full = "The server's disk is full, so this file could not be read; free some space and try again.";
const hindered = "The server could not read this file just now; try again later.";

/** Codes of system errors, for which the machine is to blame and never the file, each as a sentence for the file's page. */
const sentences: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", full],
  ["EDQUOT", full],
  ["ENOENT", "The stored bytes of this file are missing; uploading the same file again brings them back."],
  ["EACCES", hindered],
  ["EAGAIN", hindered],
  ["EIO", hindered],
  ["EMFILE", hindered],
  ["ENFILE", hindered],
  ["ENOMEM", hindered],
  ["EPERM", hindered],
  ["EROFS", hindered],
  ["ESTALE", hindered],
]);

/** The code of a system error that hindered the reading of a file; undefined when the file itself is to blame. */
export function hindranceIn(error: unknown): string | undefined {
  if (error instanceof UnreadableFile) return undefined;
  const code = rootCodeOf(error);
  return code !== undefined && sentences.has(code) ? code : undefined;
}

/** What hindered the reading of a file, as a sentence for its page. */
export function explainHindrance(code: string | undefined): string {
  return (code === undefined ? undefined : sentences.get(code)) ?? hindered;
}

/** Why a file could not be read, as a sentence for its page; the words of parsers, which may name paths, stay in the log. */
export function explainFailure(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  return "The file is damaged or of an unusual kind and could not be read.";
}
