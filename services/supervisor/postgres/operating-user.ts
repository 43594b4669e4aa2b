import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { PermanentFailure } from "#services/platform/errors.ts";

/** The account PostgreSQL runs under. */
export interface OperatingUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const accountName = "pagespace";

/** The unprivileged account for PostgreSQL, made when missing; undefined when this process is not root and needs none. */
export function findOperatingUser(): OperatingUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = readAccount(accountName);
  if (known) return known;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", accountName]);
  const user = readAccount(accountName) ?? readAccount("nobody");
  if (user) return user;
  throw new PermanentFailure(
    "PostgreSQL refuses to run as root and no account for it could be made; start PageSpace as another user.",
  );
}

function readAccount(name: string): OperatingUser | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}
