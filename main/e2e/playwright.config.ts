import path from "node:path";
import { defineConfig } from "@playwright/test";

const results = path.join(import.meta.dirname, "../../test-results");

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.join(results, "desktop"),
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: path.join(results, "desktop.json") }]],
});
