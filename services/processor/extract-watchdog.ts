import { writeFileSync } from "node:fs";
import { codeOf } from "#services/platform/errors.ts";

/** Most memory an extraction may hold, in bytes, buffers outside the heap included. */
const memoryLimitBytes = 1_000_000_000;

/** How often is looked, in milliseconds. */
const lookEveryMs = 100;

/**
 * The thread beside an extraction. A parser that never returns hears neither its channel nor its timers, so this thread
 * ends the process when it holds too much memory or when its parent is gone.
 */
const parent = process.ppid;
offerToOutOfMemoryKiller();
setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimitBytes || !hasParent()) process.kill(process.pid, "SIGKILL");
}, lookEveryMs);

/** An orphan is given another parent; where there is no such thing (Windows) the parent's number stands for nobody. */
function hasParent(): boolean {
  if (process.ppid !== parent) return false;
  try {
    process.kill(parent, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/** Where memory runs out all the same, Linux ends this process first and not the database. */
function offerToOutOfMemoryKiller(): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Some sandboxes forbid it; the limit above holds without it.
  }
}
