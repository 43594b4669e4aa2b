import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A folder for one test, gone when disposed. */
export function makeTemporaryDirectory(mode = 0o755): Disposable & { readonly path: string } {
  const directory = mkdtempSync(path.join(os.tmpdir(), "pagespace-test-"));
  chmodSync(directory, mode);
  return { path: directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}
