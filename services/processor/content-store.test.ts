import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openContentStore } from "./content-store.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagespace-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("is refused with a sentence where no folder can be, also on file systems that make none", async () => {
  const file = path.join(folder, "file");
  await writeFile(file, "");
  for (const place of [path.join(file, "below"), ...(process.platform === "linux" ? ["/proc/pagespace"] : [])]) {
    await expect(openContentStore(place)).rejects.toThrow(
      new RegExp(`^Files cannot be stored in ${place} \\(\\w+\\); make it writable or set UPLOAD_DIR`),
    );
  }
});
