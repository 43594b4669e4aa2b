import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDataDirectory } from "./data-directory.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "pagespace-data-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("is made with everything above it, and opening it again changes nothing", () => {
  const directory = path.join(folder, "deep", "down");
  expect(openDataDirectory(directory)).toEqual(openDataDirectory(directory));
});

it("is refused with a sentence where a file stands in the way", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  for (const directory of [file, path.join(file, "below")]) {
    expect(() => openDataDirectory(directory)).toThrow(`${file} is not a folder; choose another --data-dir.`);
  }
});

it.skipIf(process.platform !== "linux")("is refused with a sentence where nobody can make a folder", () => {
  expect(() => openDataDirectory("/proc/pagespace/data")).toThrow(/can be made at .*choose another --data-dir/);
});
