import os from "node:os";
import path from "node:path";
import type { Environment } from "./service-plan.ts";

/** Where the operating system keeps data of applications for this user. */
export function defaultDataDirectory(environment: Environment): string {
  const home = os.homedir();
  if (process.platform === "win32") {
    return path.join(environment["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local"), "PageSpace");
  }
  if (process.platform === "darwin") return path.join(home, "Library", "Application Support", "PageSpace");
  return path.join(environment["XDG_DATA_HOME"] ?? path.join(home, ".local", "share"), "pagespace");
}
