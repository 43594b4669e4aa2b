import * as z from "zod";

type LogLevel = "debug" | "info" | "warn" | "error";

interface LogLine {
  readonly at: string | null;
  readonly level: LogLevel;
  readonly text: string;
}

/** Longest text of a line that is told, in characters. */
const lineCharacters = 2_000;

const OwnLine = z.object({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(""),
  err: z.object({ message: z.string() }).optional(),
});

/** A line that one of our services wrote as JSON, or PostgreSQL as text. */
export function parseLogLine(line: string): LogLine {
  const own = OwnLine.safeParse(parseJson(line));
  if (!own.success) return { at: null, level: levelOfText(line), text: line.slice(0, lineCharacters) };
  const { level, time, msg, err } = own.data;
  const text = err === undefined ? msg : `${msg}: ${err.message}`;
  return { at: new Date(time).toISOString(), level: levelOfNumber(level), text: text.slice(0, lineCharacters) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Of pino's numbers. */
function levelOfNumber(level: number): LogLevel {
  if (level >= 50) return "error";
  if (level >= 40) return "warn";
  return level >= 30 ? "info" : "debug";
}

function levelOfText(line: string): LogLevel {
  if (/\b(ERROR|FATAL|PANIC):/.test(line)) return "error";
  return /\bWARNING:/.test(line) ? "warn" : "info";
}
