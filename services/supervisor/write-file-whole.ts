import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/** Writes a private file so that it is the old or the new one after a crash, never a part. */
export function writeFileWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    const descriptor = openSync(unfinished, "w", 0o600);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
