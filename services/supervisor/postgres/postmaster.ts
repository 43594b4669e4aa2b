import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { explainProgramFailure } from "#services/supervisor/file-failures.ts";
import { type Cluster, type ClusterHandle, openCluster, spawnIdentity } from "./cluster.ts";
import { collectOutput } from "./collect-output.ts";
import { hasStatementStatistics, programPath } from "./payload.ts";

const fastStopMs = 3_000;
const immediateStopMs = 1_000;
const readyText = "database system is ready to accept connections";

/** Where the server listens: a private socket folder, or a port of 127.0.0.1 where sockets cannot be used. */
export type Listening =
  | { readonly kind: "socket"; readonly directory: string; readonly port: number }
  | { readonly kind: "loopback"; readonly port: number };

/** A running server process. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process is gone, with what it said last. */
  readonly ended: Promise<{ readonly lastLines: readonly string[] }>;
  /** Fast stop; if that takes too long immediate, which recovers at the next start. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly cluster: Cluster;
  readonly listening: Listening;
  readonly maxConnections: number;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Starts the server and resolves when it takes connections, after any crash recovery. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  options.signal.throwIfAborted();
  const handle = openCluster(options.cluster.directory, options.cluster.user);
  const ready = Promise.withResolvers<void>();
  const { child, lastLines } = launch(options, handle, ready.resolve);
  const ended = once(child, "exit").then(() => ({ lastLines }));
  handle.close();
  const postmaster = { pid: child.pid ?? 0, ended, stop: () => stopPostmaster(child, options.cluster) };
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(options.signal.reason);
  options.signal.addEventListener("abort", abort, { once: true });
  try {
    const failed = ended.then(() => {
      throw explainProgramFailure("PostgreSQL", lastLines, options.cluster.directory);
    });
    await Promise.race([ready.promise, failed, aborted.promise]);
    failed.catch(() => undefined);
    return postmaster;
  } catch (error) {
    await postmaster.stop();
    throw error;
  } finally {
    options.signal.removeEventListener("abort", abort);
  }
}

function launch(
  { cluster, listening, maxConnections, onLine }: PostmasterOptions,
  handle: ClusterHandle,
  onReady: () => void,
): { readonly child: ChildProcess; readonly lastLines: readonly string[] } {
  const settings = {
    ...serverSettings(maxConnections),
    ...(hasStatementStatistics(cluster.payload) ? statisticsSettings : {}),
    ...listeningSettings(listening),
  };
  const child = spawn(
    programPath(cluster.payload, "postgres"),
    ["-D", handle.argument, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    // In a group of its own, Ctrl-C of a terminal does not stop it before the services have finished.
    {
      ...spawnIdentity(cluster.user),
      stdio: handle.stdio,
      windowsHide: true,
      detached: process.platform !== "win32",
    },
  );
  const lastLines = collectOutput(child, (line) => {
    onLine(line);
    if (line.includes(readyText)) onReady();
  });
  return { child, lastLines };
}

/** `fsync` and `full_page_writes` stay on: what is acknowledged survives. */
function serverSettings(maxConnections: number): Readonly<Record<string, string>> {
  return {
    shared_buffers: "32MB",
    max_connections: String(maxConnections),
    max_wal_size: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    ...(process.platform === "win32" ? {} : { shared_memory_type: "mmap" }),
  };
}

/** The slowest statements are told to the owner; what may hold a secret, as the making of users, is not among them. */
const statisticsSettings = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.max": "1000",
  "pg_stat_statements.track_utility": "off",
};

function listeningSettings(listening: Listening): Readonly<Record<string, string>> {
  if (listening.kind === "loopback") return { listen_addresses: "127.0.0.1", port: String(listening.port) };
  return {
    listen_addresses: "",
    unix_socket_directories: listening.directory,
    unix_socket_permissions: "0700",
    port: String(listening.port),
  };
}

async function stopPostmaster(child: ChildProcess, cluster: Cluster): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit").then(() => true);
  if (process.platform === "win32") {
    spawnSync(programPath(cluster.payload, "pg_ctl"), ["stop", "-D", cluster.directory, "-m", "fast", "-w"]);
  }
  child.kill("SIGINT");
  if (await withinTime(ended, fastStopMs)) return;
  child.kill("SIGQUIT");
  if (await withinTime(ended, immediateStopMs)) return;
  child.kill("SIGKILL");
  await ended;
}

async function withinTime(ended: Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(timeout.resolve, timeoutMs, false);
  try {
    return await Promise.race([ended, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
