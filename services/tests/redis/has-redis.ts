import { spawnSync } from "node:child_process";

/** Whether a Redis server is installed here. */
export function hasRedis(): boolean {
  return spawnSync("redis-server", ["--version"], { stdio: "ignore" }).status === 0;
}
