import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

const keptLines = 20;

/** Passes each line a program writes to the listener; returns the last ones, for explaining a failure. */
export function collectOutput(
  child: ChildProcess,
  onLine: (line: string) => void = () => undefined,
): readonly string[] {
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue;
    createInterface({ input }).on("line", (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      onLine(line);
    });
  }
  return lines;
}
