import type { ToChild } from "#services/contracts/control.ts";

/** How a process ended. */
export interface LaunchEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** In words, for a log: a code, a signal, or why it could not be launched. */
  readonly reason: string;
}

export interface LaunchRequest {
  readonly name: string;
  /** Absolute path of the program. */
  readonly entry: string;
  /** The whole environment; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Upper limit of the heap, in megabytes. */
  readonly heapLimitMb?: number;
  readonly onMessage: (message: unknown) => void;
  /** A line on standard output or standard error. */
  readonly onLine: (line: string) => void;
  /** Called exactly once. */
  readonly onEnd: (end: LaunchEnd) => void;
}

/** A process with a control channel to its supervisor; it ends itself when that channel closes. */
export interface LaunchedProcess {
  /** Does nothing once the process is gone. */
  send(message: ToChild): void;
  /** Ends it at once, by force. */
  kill(): void;
}

/** Makes processes: `child_process.fork` in Node, `utilityProcess` in Electron. */
export interface ProcessLauncher {
  launch(request: LaunchRequest): LaunchedProcess;
}
