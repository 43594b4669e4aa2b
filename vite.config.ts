import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin, Rolldown } from "vite";
import { defineConfig } from "vitest/config";

const repository = import.meta.dirname;
/** How long a polled condition may take to hold on a busy machine, in milliseconds. */
const patience = { poll: { timeout: 30_000 } };
/** Most tests wait for processes, so one worker more than there are cores keeps the cores busy. */
const maxWorkers = os.availableParallelism() + 1;
const databaseSetup = path.join(repository, "services/tests/database/global-setup.ts");

/**
 * Names the shell: all that `main.tsx` imports without asking, in one file, since many small ones compress worse and
 * arrive later. What only a part that is loaded later imports goes with that part. Of packages it holds what its own
 * modules use, and not all that the whole app imports from the same index.
 */
function nameShell(id: string, context: ChunkingContext): "shell" | undefined {
  if (id.includes("node_modules")) return undefined;
  if (!shells.has(context)) shells.set(context, findImported(path.join(repository, "renderer/main.tsx"), context));
  return shells.get(context)?.has(id) === true ? "shell" : undefined;
}

type ChunkingContext = Parameters<Rolldown.CodeSplittingNameFunction>[1];
const shells = new WeakMap<ChunkingContext, ReadonlySet<string>>();

/** A module and what it imports, and what that imports, except by `import()`. */
function findImported(entry: string, context: ChunkingContext): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found) for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/** Lists the files of the app's code in `parts.json`, so that an open tab can fetch them while the server is there. */
function listParts(): Plugin {
  return {
    name: "list-parts",
    generateBundle(_options, bundle) {
      const parts = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      this.emitFile({ type: "asset", fileName: "parts.json", source: JSON.stringify(parts) });
    },
  };
}

/** Writes each file of the app's code compressed beside it, so that web does not compress it for every visitor. */
function compressParts(): Plugin {
  const compress = promisify(gzip);
  return {
    name: "compress-parts",
    async writeBundle({ dir = "" }, bundle) {
      const parts = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(
        parts.map(async (name) => {
          const file = path.join(dir, name);
          const compressed = await compress(await readFile(file), { level: constants.Z_BEST_COMPRESSION });
          await writeFile(`${file}.gz`, compressed);
        }),
      );
    },
  };
}

export default defineConfig({
  root: path.join(repository, "renderer"),
  plugins: [react(), tailwindcss(), listParts(), compressParts()],
  build: {
    outDir: path.join(repository, "dist/renderer"),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: nameShell }] },
      },
    },
  },
  test: {
    root: repository,
    passWithNoTests: false,
    projects: [
      {
        extends: false,
        root: repository,
        test: {
          name: "unit",
          maxWorkers,
          include: [
            "services/{contracts,client,platform,cli,documents/schema,supervisor}/**/*.test.ts",
            "main/**/*.test.ts",
          ],
          testTimeout: 60_000,
          expect: patience,
        },
      },
      {
        extends: false,
        root: repository,
        test: {
          name: "operation",
          maxWorkers,
          // Files load mostly the same modules, so those of one worker share them.
          isolate: false,
          include: [
            "services/{database,identity,access,documents/store,events,search,jobs,web,realtime,processor}/**/*.test.ts",
            "renderer/realtime/**/*.test.ts",
          ],
          globalSetup: [databaseSetup],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: patience,
        },
      },
      {
        extends: true,
        root: repository,
        test: {
          name: "renderer",
          maxWorkers,
          include: ["renderer/**/*.test.{ts,tsx}"],
          exclude: ["renderer/realtime/**"],
          environment: "happy-dom",
          // What is pasted holds frames of other sites.
          environmentOptions: {
            happyDOM: { settings: { disableIframePageLoading: true, handleDisabledFileLoadingAsSuccess: true } },
          },
        },
      },
      {
        extends: false,
        root: repository,
        test: {
          name: "journey",
          maxWorkers,
          include: ["services/tests/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
