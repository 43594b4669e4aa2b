import path from "node:path";
import type { DataDirectory } from "./data-directory.ts";
import { type LogFile, openLogFile } from "./log-file.ts";

/** The log files of a data directory, one per program. */
export interface Logs {
  write(program: string, line: string): void;
  flush(): Promise<void>;
}

/** Opens the logs; the given values reach none of them. */
export function openLogs(directory: DataDirectory, secrets: readonly string[]): Logs {
  const files = new Map<string, LogFile>();
  return {
    write: (program, line) => {
      let file = files.get(program);
      if (!file) {
        file = openLogFile({ path: path.join(directory.logs, `${program}.log`), secrets });
        files.set(program, file);
      }
      file.write(line);
    },
    flush: async () => {
      await Promise.all([...files.values()].map((file) => file.flush()));
    },
  };
}
