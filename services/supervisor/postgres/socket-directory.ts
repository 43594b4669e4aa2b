import { chownSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { OperatingUser } from "./operating-user.ts";
import { isReachableByAll } from "./reachable-payload.ts";

export const socketDirectoryPrefix = "pagespace-pg-";

/** Socket paths end at 103 bytes on macOS and 107 on Linux, with the name of the socket. */
const longestDirectoryBytes = 80;

/** Makes a private folder with a short path for the socket and, while a cluster is made, its password file. */
export function makeSocketDirectory(user: OperatingUser | undefined): string {
  const preferred = os.tmpdir();
  const isFit = preferred.length < longestDirectoryBytes - 20 && (!user || isReachableByAll(preferred));
  const directory = mkdtempSync(
    path.join(isFit || process.platform === "win32" ? preferred : "/tmp", socketDirectoryPrefix),
  );
  if (user) chownSync(directory, user.uid, user.gid);
  return directory;
}
