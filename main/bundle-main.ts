import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import * as z from "zod";

const repository = path.join(import.meta.dirname, "..");
const output = path.join(repository, "dist", "main");

/** CommonJS packages inside the bundle still call `require`. */
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/** Builds the program of main and the preload into `dist/main/`. */
export async function bundleMain(): Promise<void> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(path.join(repository, "package.json"), "utf8")));
  const common = { bundle: true, minify: true, sourcemap: "linked", logLevel: "warning" } as const;
  await build({
    ...common,
    entryPoints: [path.join(repository, "main/main.ts")],
    outfile: path.join(output, "main.js"),
    platform: "node",
    target: "node24",
    format: "esm",
    external: ["electron", "pg-native"],
    define: { PAGESPACE_BUNDLED: "true", PAGESPACE_VERSION: JSON.stringify(version) },
    banner: { js: requireBanner },
  });
  await build({
    ...common,
    entryPoints: [path.join(repository, "main/preload/preload.ts")],
    outfile: path.join(output, "preload.cjs"),
    platform: "browser",
    target: "chrome140",
    format: "cjs",
    external: ["electron"],
  });
}
