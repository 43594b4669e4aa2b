import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { entries } from "#services/platform/entry-path.ts";
import { builtServices, repository } from "./build-places.ts";

/** Packages with native parts or files of their own beside the code; they stay in node_modules. */
const external = ["sharp", "pg-native", "@node-rs/argon2", "pdfjs-dist", "electron"];

/** What services read at run time, by the folder it lies in beside the bundles. */
const resources = {
  migrations: "services/database/migrations",
  functions: "services/database/functions",
  "api-docs": "resources/api-docs",
  "swagger-ui/swagger-ui-bundle.js": "node_modules/swagger-ui-dist/swagger-ui-bundle.js",
  "swagger-ui/swagger-ui.css": "node_modules/swagger-ui-dist/swagger-ui.css",
} as const;

/** Packages written for CommonJS call `require`, which a module has to make for itself. */
const banner =
  'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

/** Bundles every program of the services into `dist/services`, which is replaced as a whole. */
export async function bundleServices(): Promise<void> {
  const unfinished = `${builtServices}.${process.pid}`;
  await build({
    absWorkingDir: repository,
    entryPoints: Object.entries(entries).map(([name, source]) => ({ in: path.join("services", source), out: name })),
    outdir: unfinished,
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    platform: "node",
    format: "esm",
    target: "node24",
    sourcemap: "linked",
    sourcesContent: false,
    chunkNames: "chunk-[hash]",
    legalComments: "none",
    external,
    banner: { js: banner },
    define: { PAGESPACE_BUNDLED: "true" },
    logLevel: "error",
  });
  for (const [name, source] of Object.entries(resources)) {
    cpSync(path.join(repository, source), path.join(unfinished, name), { recursive: true });
  }
  replace(unfinished, builtServices);
}

function replace(unfinished: string, target: string): void {
  const old = `${target}.old.${process.pid}`;
  mkdirSync(target, { recursive: true });
  renameSync(target, old);
  renameSync(unfinished, target);
  rmSync(old, { recursive: true, force: true });
}
