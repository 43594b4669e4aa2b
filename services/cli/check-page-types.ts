import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "./build-places.ts";
import { findTypeComparisons } from "./find-type-comparisons.ts";

/** Where a page's type may be asked by name: its declaration and its rooms. */
const rooms = /^(services\/contracts\/page-types\.ts|(renderer|services\/web)\/page-types\/)/;
/** What a catalogue of types would be out of place in: the database's stored columns and tests. */
const others = /(\.test\.tsx?$|\/e2e\/|\/testing\/|^services\/(tests|benchmarks)\/|\/migrations\/)/;

const files = globSync("{renderer,services,main}/**/*.{ts,tsx}", { cwd: repository })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => !rooms.test(file) && !others.test(file));
if (files.length === 0) throw new Error("No file was looked at.");

const found = files.flatMap((file) =>
  findTypeComparisons(file, readFileSync(path.join(repository, file), "utf8")).map(
    ({ line, text }) =>
      `${file}:${line} asks for a page's type by name; ask the catalogue of page types instead: ${text}`,
  ),
);
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
else console.log(`no page type is asked for by name in ${files.length} files`);
