import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { builtServices, repository } from "./build-places.ts";

/** Parts of the build and the sources each is made from. */
const sources = {
  services: ["services", "resources/api-docs", "package-lock.json", "tsconfig.json"],
  renderer: ["renderer", "services", "vite.config.ts", "package-lock.json", "tsconfig.json"],
  main: ["main", "services", "package-lock.json", "tsconfig.json"],
} as const;

export type BuildPart = keyof typeof sources;

const Stamps = z.object({
  services: z.string().optional(),
  renderer: z.string().optional(),
  main: z.string().optional(),
});
export type Stamps = z.infer<typeof Stamps>;

export const stampFile = path.join(repository, "dist", "stamp.json");

/** What the sources of each part are now: differs when any of them changed. */
export function stampSources(): Required<Stamps> {
  return { services: stampPart("services"), renderer: stampPart("renderer"), main: stampPart("main") };
}

/** What the parts in `dist` were made from; a part that is not there has no stamp. */
export function readStamps(): Stamps {
  if (!existsSync(stampFile) || !existsSync(builtServices)) return {};
  try {
    return Stamps.parse(JSON.parse(readFileSync(stampFile, "utf8")));
  } catch {
    return {};
  }
}

function stampPart(part: BuildPart): string {
  const hash = createHash("sha256");
  for (const source of sources[part]) addTo(hash, source);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, name: string): void {
  const place = path.join(repository, name);
  if (!existsSync(place)) return;
  const entries = path.extname(name) === "" ? listFiles(place) : [place];
  for (const file of entries) hash.update(path.relative(repository, file)).update("\0").update(readFileSync(file));
}

function listFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](tests|e2e|benchmarks|testing|decisions)[\\/]/.test(path.relative(repository, file)))
    .sort();
}
