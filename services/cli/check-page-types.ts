import { globSync } from "node:fs";
import path from "node:path";
import { repository } from "./build-places.ts";
import { findPageTypeConditions } from "./find-page-type-conditions.ts";

/** Where a page's type may be asked by name: its declaration and its rooms. */
const rooms = /^(services\/contracts\/page-types\.ts|(renderer|services\/web)\/page-types\/)/;
/** Tests make pages of each type and look at what became of them. */
const tests = /(\.test\.tsx?$|\/e2e\/|^services\/(tests|benchmarks)\/)/;

const files = globSync("{renderer,services,main}/**/*.{ts,tsx}", { cwd: repository })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => !rooms.test(file) && !tests.test(file));
if (files.length === 0) throw new Error("No file was looked at.");

const found = findPageTypeConditions(
  files.map((file) => path.join(repository, file)),
  repository,
);
for (const { file, line, text } of found) {
  const place = `${path.relative(repository, file)}:${line}`;
  console.error(`${place} asks for a page's type by name; ask the catalogue of page types instead: ${text}`);
}
if (found.length > 0) process.exitCode = 1;
else console.log(`no page type is asked for by name in ${files.length} files`);
