import path from "node:path";

const sourceEntries = {
  cli: "cli/main.ts",
  web: "web/main.ts",
  realtime: "realtime/main.ts",
  processor: "processor/main.ts",
  "extract-worker": "processor/extract-worker.ts",
  "extract-watchdog": "processor/extract-watchdog.ts",
  "diff-worker": "documents/store/diff-worker.ts",
} as const;

const sourceResources = {
  migrations: "services/database/migrations",
  functions: "services/database/functions",
  renderer: "dist/renderer",
  "api-docs": "resources/api-docs",
  "swagger-ui": "node_modules/swagger-ui-dist",
} as const;

export type EntryName = keyof typeof sourceEntries;
export type ResourceName = keyof typeof sourceResources;

/** Programs that can be started, by the name of their bundle, with the source file each is made from below `services/`. */
export const entries: Readonly<Record<EntryName, string>> = sourceEntries;

/** Set by the bundler; programs lie in `dist/services/`, and `dist/main/` contains this module too. */
declare const PAGESPACE_BUNDLED: boolean | undefined;

const isBundled = typeof PAGESPACE_BUNDLED !== "undefined";

/** Absolute path of a program: the source file in a checkout, its bundle in a build. */
export function entryPath(name: EntryName): string {
  if (isBundled) return path.join(import.meta.dirname, "../services", `${name}.js`);
  return path.join(import.meta.dirname, "..", sourceEntries[name]);
}

/** Absolute path of a folder that is read at run time. */
export function resourcePath(name: ResourceName): string {
  if (!isBundled) return path.join(import.meta.dirname, "../..", sourceResources[name]);
  if (name === "renderer") return path.join(import.meta.dirname, "../renderer");
  return path.join(import.meta.dirname, "../services", name);
}
