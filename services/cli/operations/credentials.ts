import { existsSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import { processEnvironment } from "#services/platform/config.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import { makeFolder } from "#services/platform/make-folder.ts";
import { writeFileWhole } from "#services/supervisor/write-file-whole.ts";

const Credentials = z.object({ origin: z.url({ protocol: /^https?$/ }), token: z.string().min(1).optional() });
/** The PageSpace that commands are asked of, and the token of a session or program by which they ask. */
export type Credentials = z.infer<typeof Credentials>;

/** Where the operating system keeps settings of programs for this user. */
function configDirectory(): string {
  const environment = processEnvironment();
  const home = os.homedir();
  if (process.platform === "win32")
    return path.join(environment["APPDATA"] ?? path.join(home, "AppData", "Roaming"), "PageSpace");
  if (process.platform === "darwin") return path.join(home, "Library", "Application Support", "PageSpace");
  return path.join(environment["XDG_CONFIG_HOME"] || path.join(home, ".config"), "pagespace");
}

function credentialsFile(): string {
  return path.join(configDirectory(), "credentials.json");
}

/** Keeps who is signed in, readable by this user alone. */
export function keepCredentials(credentials: Credentials): void {
  makeFolder(configDirectory());
  writeFileWhole(credentialsFile(), `${JSON.stringify(credentials, null, 2)}\n`);
}

/** Forgets who is signed in; false where nobody was. */
export function dropCredentials(): boolean {
  const isThere = existsSync(credentialsFile());
  rmSync(credentialsFile(), { force: true });
  return isThere;
}

/** What a person is told who is signed in nowhere. */
export function notSignedIn(): PermanentFailure {
  return new PermanentFailure("You are signed in nowhere; run pagespace login <address of your PageSpace>.");
}

/** Whether a token is one for programs, and not a person's session. */
export function isProgramToken(token: string): boolean {
  return token.startsWith("ps_mcp_");
}

/** Whom commands ask: what PAGESPACE_ORIGIN and PAGESPACE_TOKEN say, else what `pagespace login` kept; undefined where neither is. */
export function findCredentials(): Credentials | undefined {
  const { PAGESPACE_ORIGIN: origin, PAGESPACE_TOKEN: token } = processEnvironment();
  if (origin) return { origin: readOrigin(origin), token: token || undefined };
  if (!existsSync(credentialsFile())) return undefined;
  try {
    return Credentials.parse(JSON.parse(readFileSync(credentialsFile(), "utf8")));
  } catch (cause) {
    throw new PermanentFailure(`${credentialsFile()} cannot be read; run pagespace login again.`, { cause });
  }
}

/** Whom commands ask; throws a sentence where that is nobody. */
export function requireCredentials(): Credentials {
  const credentials = findCredentials();
  if (credentials) return credentials;
  throw notSignedIn();
}

/** The origin in what a person writes as an address; https where they name none. */
export function readOrigin(address: string): string {
  const url = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new PermanentFailure(`“${address}” is no address; write it like https://pages.example.org.`);
  return new URL(url).origin;
}
