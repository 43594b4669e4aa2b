import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { openContentStore } from "./content-store.ts";
import { startTidying } from "./start-tidying.ts";

it("what a process that died left behind is removed while the service runs, and lost jobs are asked for", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "pagespace-tidy-"));
  const store = await openContentStore(directory);
  const running = store.temporaryPath();
  await writeFile(running, "part of an upload under way");
  await writeFile(path.join(directory, "tmp", `${hostname().replaceAll(/[^A-Za-z0-9-]/g, "-")}.999999999.x`), "part");
  let asked = 0;
  const tidying = startTidying({
    store,
    logger: createLogger({ name: "test", level: "silent" }),
    async askAgain() {
      asked += 1;
    },
    intervalMs: 5,
  });
  await expect.poll(() => asked).toBeGreaterThan(0);
  await tidying.stop();
  expect(await readdir(path.join(directory, "tmp"))).toEqual([path.basename(running)]);
  await rm(directory, { recursive: true });
});
