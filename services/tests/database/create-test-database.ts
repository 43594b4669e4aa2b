import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { copyDatabase, dropDatabase, withDatabase } from "#services/supervisor/postgres/databases.ts";
import { templateDatabase } from "./template-database.ts";

/** A database of its own for a test file; gone when disposed. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Makes a migrated, empty database on the PostgreSQL of this test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await copyDatabase(adminUrl, { from: templateDatabase, to: name });
  return {
    url: withDatabase(adminUrl, name),
    [Symbol.asyncDispose]: () => dropDatabase(adminUrl, name),
  };
}
