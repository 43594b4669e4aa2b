import { expect, test } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { makeTemporaryDirectory } from "#services/supervisor/testing/temporary-directory.ts";
import { withDatabase } from "./databases.ts";
import { reachExternalDatabase } from "./reach-external-database.ts";
import { startPostgres } from "./start-postgres.ts";

const { signal } = new AbortController();

test("an external database that cannot be used is named with what to do", async () => {
  using directory = makeTemporaryDirectory();
  const logger = createLogger({ name: "test", level: "silent" });
  const postgres = await startPostgres({ dataDirectory: directory.path, password: "right", logger, signal });
  try {
    await reachExternalDatabase({ url: postgres.url, signal });
    const wrong = postgres.url.replace(":right@", ":wrong@");
    await expect(reachExternalDatabase({ url: wrong, signal })).rejects.toThrow(/refuses the user or password/);
    const missing = withDatabase(postgres.url, "nowhere");
    await expect(reachExternalDatabase({ url: missing, signal })).rejects.toThrow(/no database of that name/);
  } finally {
    await postgres.stop();
  }
  await expect(reachExternalDatabase({ url: postgres.url, signal, patienceMs: 0 })).rejects.toThrow(
    /does not answer \(E\w+\); start it, or correct the address/,
  );
});
