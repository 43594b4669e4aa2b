import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium that stands in for the one inside Electron. */
export function findBrowser(): string {
  return installed.find((file) => existsSync(file)) ?? chromium.executablePath();
}
