import path from "node:path";
import { processEnvironment } from "#services/platform/config.ts";
import { childProcessLauncher } from "#services/supervisor/child-process-launcher.ts";
import { type Supervision, supervise } from "#services/supervisor/supervisor.ts";

const fakes = {
  web: "fake-web.ts",
  realtime: "fake-realtime.ts",
  processor: "fake-processor.ts",
  "extract-worker": "fake-worker.ts",
};

export interface FakeOptions {
  readonly dataDirectory: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly signal?: AbortSignal;
}

/** A real supervisor with a real PostgreSQL over fake services. */
export function superviseFakes(options: FakeOptions): Promise<Supervision> {
  return supervise({
    dataDirectory: options.dataDirectory,
    program: "a test",
    launcher: childProcessLauncher,
    entryPath: (name) => path.join(import.meta.dirname, fakes[name]),
    environment: { PATH: processEnvironment()["PATH"], ...options.environment },
    port: options.port ?? 0,
    signal: options.signal ?? new AbortController().signal,
  });
}
