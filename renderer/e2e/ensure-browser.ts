import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser } from "./find-browser.ts";

/** Makes sure that a browser is there: the system's package where we may install it, else Playwright's. */
function ensureBrowser(): boolean {
  if (existsSync(findBrowser())) return true;
  const isDebianRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (isDebianRoot && (installPackage() || (run("apt-get", ["-qq", "update"]) && installPackage()))) return true;
  return run("playwright", ["install", "chromium"]) && existsSync(findBrowser());
}

function installPackage(): boolean {
  return run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"]) && existsSync(findBrowser());
}

function run(command: string, given: readonly string[]): boolean {
  return spawnSync(command, given, { stdio: "inherit" }).status === 0;
}

if (!ensureBrowser()) {
  process.stderr.write(
    "No Chromium was found and none could be installed; install the package chromium, then try again.\n",
  );
  process.exitCode = 1;
}
