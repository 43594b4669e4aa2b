import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "./find-browser.ts";

const repository = path.resolve(import.meta.dirname, "..", "..");

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.join(repository, "test-results/browser"),
  reporter: [["line"], ["json", { outputFile: path.join(repository, "test-results/browser.json") }]],
  fullyParallel: true,
  // Each worker runs a whole PageSpace of its own.
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 20_000 },
  use: {
    launchOptions: { executablePath: findBrowser(), args: ["--no-sandbox"] },
    viewport: { width: 1280, height: 820 },
    screenshot: "only-on-failure",
    // Without the film of pictures, which takes a twelfth of the time; the states of the page are in it.
    trace: { mode: "retain-on-failure", screenshots: false },
  },
});
