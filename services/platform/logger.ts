import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import { redact } from "#services/platform/redact.ts";

export type Logger = PinoLogger;
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export interface LoggerOptions {
  readonly name: string;
  readonly level: LogLevel;
  /** Values that never appear in a line. */
  readonly secrets?: readonly string[];
  readonly destination?: DestinationStream;
}

/** A logger of JSON lines to standard output; every line passes the redaction. */
export function createLogger(options: LoggerOptions): Logger {
  const target = options.destination ?? process.stdout;
  const secrets = options.secrets ?? [];
  return pino(
    { name: options.name, level: options.level, base: { name: options.name, pid: process.pid } },
    { write: (line: string) => void target.write(redact(line, secrets)) },
  );
}
