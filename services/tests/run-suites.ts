import { spawnSync } from "node:child_process";

/**
 * Runs every suite of tests, the later ones also when an earlier one failed, so that one failure does not hide the next. Ends with
 * what took long and what failed. Run: npm test
 */
const suites = ["test:code", "test:browser", "test:desktop"];

const failed = suites.filter((suite) => spawnSync("npm", ["run", suite], { stdio: "inherit" }).status !== 0);
await import("./print-summary.ts");
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(", ")}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
