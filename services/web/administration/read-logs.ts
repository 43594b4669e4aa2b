import { open } from "node:fs/promises";
import path from "node:path";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { codeOf } from "#services/platform/errors.ts";
import { redact } from "#services/platform/redact.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { parseLogLine } from "./parse-log-line.ts";

/** How much of the end of a file is looked at, in bytes. */
const readBytes = 1_000_000;

const levels = ["debug", "info", "warn", "error"] as const;

export const readLogs: Handler<"administration.readLogs"> = async ({ input, services }) => {
  const { logDirectory, secrets } = services.config;
  if (logDirectory === undefined) return { isKept: false, lines: [] };
  const text = await readEnd(path.join(logDirectory, `${input.program}.log`));
  const least = levels.indexOf(input.leastLevel);
  const lines: OperationOutput<"administration.readLogs">["lines"] = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parseLogLine(redact(line, [secrets.service, secrets.encryption])))
    .filter(({ level }) => levels.indexOf(level) >= least)
    .slice(-input.limit);
  return { isKept: true, lines };
};

/** The end of a file, from the beginning of a line; empty where there is none. */
async function readEnd(file: string): Promise<string> {
  try {
    await using handle = await open(file, "r");
    const { size } = await handle.stat();
    const length = Math.min(size, readBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString("utf8", 0, bytesRead);
    return length < size ? text.slice(text.indexOf("\n") + 1) : text;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}
