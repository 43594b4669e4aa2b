import { closeSync, constants, lchownSync, openSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { OperatingUser } from "./operating-user.ts";
import type { Payload } from "./payload.ts";

/** A folder with a cluster and what runs it. */
export interface Cluster {
  /** The folder of the cluster itself, with `PG_VERSION`. */
  readonly directory: string;
  readonly payload: Payload;
  /** Set when this process is root. */
  readonly user: OperatingUser | undefined;
}

/** A cluster folder as its account may name it, wherever it lies. */
export interface ClusterHandle {
  /** What to pass as `-D`. */
  readonly argument: string;
  /** What to pass as `stdio`: output is piped, and the open folder is inherited where it is reached that way. */
  readonly stdio: ("ignore" | "pipe" | number)[];
  close(): void;
}

const inheritedDescriptor = 3;

/**
 * Opens a cluster folder for its account. Under root the folder is owned by that account and reached through an
 * inherited descriptor, so folders above it may stay closed.
 */
export function openCluster(directory: string, user: OperatingUser | undefined): ClusterHandle {
  const pipes: ClusterHandle["stdio"] = ["ignore", "pipe", "pipe"];
  if (!user) return { argument: directory, stdio: pipes, close: () => undefined };
  giveTo(directory, user);
  if (process.platform !== "linux") return { argument: directory, stdio: pipes, close: () => undefined };
  // A FileHandle would be collected with its last reference; a plain descriptor stays open until it is closed.
  const descriptor = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  return {
    argument: `/proc/self/fd/${inheritedDescriptor}`,
    stdio: [...pipes, descriptor],
    close: () => closeSync(descriptor),
  };
}

/** The identity and surroundings a program of the payload is started with. */
export function spawnIdentity(user: OperatingUser | undefined): {
  uid?: number;
  gid?: number;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
} {
  const identity = user ? { uid: user.uid, gid: user.gid, cwd: "/" } : {};
  // Windows programs need the surroundings they are started in.
  return process.platform === "win32" ? identity : { ...identity, env: { LC_ALL: "C", PATH: "/usr/bin:/bin" } };
}

/** Gives the folder and, when it was another's, all in it to the account. */
function giveTo(directory: string, user: OperatingUser): void {
  const { uid } = statSync(directory);
  lchownSync(directory, user.uid, user.gid);
  if (uid === user.uid) return;
  for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    lchownSync(path.join(directory, name), user.uid, user.gid);
  }
}
