import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { hasRedis } from "./has-redis.ts";

/** Makes sure that a Redis server is there, where packages are ours to install; elsewhere the tests that need one are skipped. */
function installRedis(): void {
  const run = (given: readonly string[]) => spawnSync("apt-get", ["-qq", ...given], { stdio: "inherit" }).status === 0;
  const install = () => run(["install", "-y", "--no-install-recommends", "redis-server"]);
  if (!install() && run(["update"])) install();
}

if (!hasRedis() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) installRedis();
if (!hasRedis()) process.stderr.write("No redis-server was found; the tests that need one are skipped.\n");
