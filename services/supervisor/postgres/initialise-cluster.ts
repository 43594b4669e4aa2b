import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { explaining, explainProgramFailure } from "#services/supervisor/file-failures.ts";
import { type Cluster, openCluster, spawnIdentity } from "./cluster.ts";
import { collectOutput } from "./collect-output.ts";
import { postgresMajor, programPath } from "./payload.ts";

/** The database account all services use; the owner of the cluster. */
export const databaseUser = "pagespace";

const unfinishedMark = ".init-";
const hasProcessGroups = process.platform !== "win32";

/** Where the cluster of the shipped major version lies below a data directory. */
export function clusterDirectory(dataDirectory: string): string {
  return path.join(dataDirectory, "postgres", String(postgresMajor));
}

/** True when the data directory holds a cluster this release can run; refuses one of another version or a foreign folder. */
export function hasCluster(dataDirectory: string): boolean {
  const directory = clusterDirectory(dataDirectory);
  const parent = path.dirname(directory);
  const names = existsSync(parent) ? readdirSync(parent) : [];
  const newest = Math.max(0, ...names.filter((name) => /^\d+$/.test(name)).map(Number));
  if (newest > postgresMajor) throw otherVersion(dataDirectory, newest);
  if (!existsSync(directory)) {
    if (newest > 0) throw otherVersion(dataDirectory, newest);
    return false;
  }
  const versionFile = path.join(directory, "PG_VERSION");
  if (existsSync(versionFile)) {
    const major = Number(readFileSync(versionFile, "utf8").trim());
    if (major !== postgresMajor) throw otherVersion(dataDirectory, major);
    return true;
  }
  if (readdirSync(directory).length === 0) return false;
  throw new PermanentFailure(
    `${directory} holds files but no database; move them away, or choose another --data-dir. Nothing was changed.`,
  );
}

function otherVersion(dataDirectory: string, major: number): PermanentFailure {
  const age = major > postgresMajor ? "a newer" : "an older";
  return new PermanentFailure(
    `The database in ${dataDirectory} was made by ${age} PageSpace (PostgreSQL ${major}; this one runs ${postgresMajor}); start that release, or choose another --data-dir. Nothing was changed.`,
  );
}

export interface InitialiseOptions {
  readonly cluster: Cluster;
  readonly password: string;
  /** A private folder the account may read. */
  readonly scratchDirectory: string;
  readonly signal: AbortSignal;
}

/** Makes the cluster beside its place and renames it there, so a cluster is whole or absent; sweeps what earlier tries left. */
export async function initialiseCluster(options: InitialiseOptions): Promise<void> {
  const { directory, user } = options.cluster;
  const parent = path.dirname(directory);
  const unfinished = `${directory}${unfinishedMark}${randomBytes(4).toString("hex")}`;
  explaining(parent, () => {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    sweepUnfinished(parent);
    mkdirSync(unfinished, { mode: 0o700 });
  });
  const passwordFile = path.join(options.scratchDirectory, "password");
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    await runInitdb(options, { unfinished, passwordFile });
    explaining(parent, () => {
      rmSync(directory, { recursive: true, force: true });
      renameSync(unfinished, directory);
    });
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function runInitdb(
  { cluster, signal }: InitialiseOptions,
  paths: { readonly unfinished: string; readonly passwordFile: string },
): Promise<void> {
  signal.throwIfAborted();
  const handle = openCluster(paths.unfinished, cluster.user);
  let kill: () => void = () => undefined;
  try {
    const child = spawn(
      programPath(cluster.payload, "initdb"),
      [
        `--pgdata=${handle.argument}`,
        `--username=${databaseUser}`,
        `--pwfile=${paths.passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
      { ...spawnIdentity(cluster.user), stdio: handle.stdio, windowsHide: true, detached: hasProcessGroups },
    );
    kill = () => killWithChildren(child);
    signal.addEventListener("abort", kill, { once: true });
    const lines = collectOutput(child);
    // The server programs it runs hold its output, so this waits for them too.
    const [exitCode] = await once(child, "close");
    signal.throwIfAborted();
    if (exitCode !== 0) throw explainProgramFailure("initdb", lines, paths.unfinished);
  } finally {
    signal.removeEventListener("abort", kill);
    handle.close();
  }
}

function killWithChildren(child: ChildProcess): void {
  if (!hasProcessGroups || child.pid === undefined) return void child.kill("SIGKILL");
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

function sweepUnfinished(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.includes(unfinishedMark)) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
