import { readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { codeOf } from "#services/platform/errors.ts";

const Notice = z.object({ argv: z.array(z.string()), workingDirectory: z.string() });
export type Notice = z.infer<typeof Notice>;

const noticePrefix = "second-instance-";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes the one place of the app in a user data folder, as Chromium does: by a link that names the process.
 * False when another instance has it; that one is then told.
 */
export function takeSingleInstance(folder: string, onSecond: (notice: Notice) => void): boolean {
  const lock = path.join(folder, "SingletonLock");
  try {
    symlinkSync(String(process.pid), lock);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    if (isRunning(Number(readlinkSync(lock)))) {
      const notice: Notice = { argv: process.argv, workingDirectory: process.cwd() };
      writeFileSync(path.join(folder, `${noticePrefix}${process.pid}`), JSON.stringify(notice));
      return false;
    }
    rmSync(lock);
    return takeSingleInstance(folder, onSecond);
  }
  watch(folder, { persistent: false }, () => readNotices(folder, onSecond));
  return true;
}

/** Gives the place back. */
export function leaveSingleInstance(folder: string): void {
  rmSync(path.join(folder, "SingletonLock"), { force: true });
}

function readNotices(folder: string, onSecond: (notice: Notice) => void): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(noticePrefix)) continue;
    const file = path.join(folder, name);
    const text = readFileSync(file, "utf8");
    // The file may be seen before its content is.
    if (text === "") continue;
    rmSync(file);
    onSecond(Notice.parse(JSON.parse(text)));
  }
}
