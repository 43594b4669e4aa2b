import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser } from "./find-browser.ts";

/**
 * Makes sure that a browser is there: the system's package where we may install it, else Playwright's. Where packages
 * are ours to install, `ip` comes too, with which the tests make a network; without it they are skipped.
 */
function ensureBrowser(): boolean {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) installMissing();
  if (existsSync(findBrowser())) return true;
  return run("playwright", ["install", "chromium"]) && existsSync(findBrowser());
}

function installMissing(): void {
  const missing = [...(existsSync(findBrowser()) ? [] : ["chromium"]), ...(hasIp() ? [] : ["iproute2"])];
  if (missing.length === 0) return;
  const install = () => run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", ...missing]);
  if (!install() && run("apt-get", ["-qq", "update"])) install();
}

function hasIp(): boolean {
  return spawnSync("ip", ["-V"], { stdio: "ignore" }).error === undefined;
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
