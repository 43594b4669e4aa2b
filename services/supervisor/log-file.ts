import { renameSync, rmSync, statSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { redact } from "#services/platform/redact.ts";

export interface LogFileOptions {
  readonly path: string;
  /** Values that never reach the file. */
  readonly secrets: readonly string[];
  readonly largestBytes?: number;
  /** How many older files are kept beside it, as `.1`, `.2`, … */
  readonly olderFiles?: number;
}

/** A log file that many lines go to; never fails its caller. */
export interface LogFile {
  write(line: string): void;
  /** Resolves when all lines given so far are written. */
  flush(): Promise<void>;
}

const defaultLargestBytes = 5_000_000;
const defaultOlderFiles = 3;
/** Lines that wait while the disk is slow; beyond it the newest are dropped and counted. */
const longestQueueBytes = 1_000_000;

/** Opens a log file with rotation by size and count; every line passes the redaction. */
export function openLogFile(options: LogFileOptions): LogFile {
  const { path: file, secrets, largestBytes = defaultLargestBytes, olderFiles = defaultOlderFiles } = options;
  let waiting = "";
  let dropped = 0;
  let sizeBytes = sizeOf(file);
  let writing: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting !== "") {
      const text = dropped > 0 ? `${waiting}${dropped} lines were dropped\n` : waiting;
      waiting = "";
      dropped = 0;
      try {
        if (sizeBytes >= largestBytes) {
          rotate(file, olderFiles);
          sizeBytes = 0;
        }
        await appendFile(file, text, { mode: 0o600 });
        sizeBytes += Buffer.byteLength(text);
      } catch {
        // A full disk must not end what the log is about.
      }
    }
    writing = undefined;
  }

  return {
    write: (line) => {
      if (waiting.length > longestQueueBytes) {
        dropped += 1;
        return;
      }
      waiting += `${redact(line, secrets)}\n`;
      writing ??= drain();
    },
    flush: async () => {
      await writing;
    },
  };
}

function rotate(file: string, olderFiles: number): void {
  rmSync(`${file}.${olderFiles}`, { force: true });
  for (let age = olderFiles - 1; age >= 0; age -= 1) {
    const from = age === 0 ? file : `${file}.${age}`;
    if (sizeOf(from) > 0) renameSync(from, `${file}.${age + 1}`);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
