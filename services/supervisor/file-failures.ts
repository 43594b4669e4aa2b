import { codeOf, PermanentFailure } from "#services/platform/errors.ts";

const sentences: Readonly<Record<string, (place: string) => string>> = {
  ENOSPC: (place) => `The disk that holds ${place} is full; free some space and start again. Nothing was damaged.`,
  EDQUOT: (place) => `The disk quota for ${place} is used up; free some space and start again. Nothing was damaged.`,
  EACCES: (place) => `PageSpace may not write to ${place}; give this user the right to, or choose another --data-dir.`,
  EPERM: (place) => `PageSpace may not write to ${place}; give this user the right to, or choose another --data-dir.`,
  EROFS: (place) => `${place} lies on a read-only disk; choose another --data-dir.`,
  ENOTDIR: (place) => `${place} is not a folder; choose another --data-dir.`,
  EEXIST: (place) => `${place} is not a folder; choose another --data-dir.`,
};

/** The error as a permanent failure with cause and cure when the file system refused; any other error as it is. */
export function explainFileFailure(error: unknown, place: string): unknown {
  const sentence = sentences[codeOf(error) ?? ""];
  return sentence ? new PermanentFailure(sentence(place), { cause: error }) : error;
}

const outputPatterns: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|Disk quota exceeded/i, "ENOSPC"],
  [/Read-only file system/i, "EROFS"],
  [/Permission denied/i, "EACCES"],
];

/** The failure of a program that wrote these lines: permanent with cause and cure when the file system refused. */
export function explainProgramFailure(program: string, lines: readonly string[], place: string): Error {
  const text = lines.join("\n");
  for (const [pattern, code] of outputPatterns) {
    const sentence = sentences[code];
    if (pattern.test(text) && sentence) return new PermanentFailure(sentence(place), { cause: new Error(text) });
  }
  const telling = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "it said nothing";
  return new Error(`${program} ended: ${telling.trim()}`, { cause: new Error(text) });
}

/** Runs the task; a refusal of the file system becomes a permanent failure that names the place. */
export function explaining<T>(place: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw explainFileFailure(error, place);
  }
}
