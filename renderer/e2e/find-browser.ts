import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The program file of a Chromium on this machine: the system's, else Playwright's own place, whether it is there or not. */
export function findBrowser(): string {
  return installed.find((file) => existsSync(file)) ?? chromium.executablePath();
}
