import { expect, test } from "vitest";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { setupCodes, users } from "#services/database/schema/people.ts";
import { consumeSetupCode, hasOwner, renewSetupCode } from "#services/identity/setup-codes.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

function createOwner(db: Database, code: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await consumeSetupCode(tx, code))) return false;
    await tx.insert(users).values({ id: createId(), name: "Ada", isOwner: true });
    return true;
  });
}

test("a setup code makes exactly one owner", async () => {
  await using testDatabase = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  await using open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
  const { db } = open;
  expect(await hasOwner(db)).toBe(false);

  const older = await renewSetupCode(db);
  const code = await renewSetupCode(db);
  if (!older || !code) throw new Error("There is no setup code.");
  expect(code).toMatch(/^ps_setup_[A-Za-z0-9_-]{43}$/);
  expect(JSON.stringify(await db.select().from(setupCodes))).not.toContain(code);
  expect(await createOwner(db, older)).toBe(false);
  expect(await createOwner(db, "")).toBe(false);

  const failing = db.transaction(async (tx) => {
    await consumeSetupCode(tx, code);
    throw new Error("bad input");
  });
  await expect(failing).rejects.toThrow("bad input");

  const made = await Promise.all([createOwner(db, code), createOwner(db, code), createOwner(db, code)]);
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await hasOwner(db)).toBe(true);
  expect(await renewSetupCode(db)).toBeUndefined();
  expect(await createOwner(db, code)).toBe(false);
});

test("a setup code may be given", async () => {
  await using testDatabase = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  await using open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
  const given = { code: "a code that was given", isShown: false };
  expect(await renewSetupCode(open.db, { code: "the code before", isShown: false })).toBe("the code before");
  expect(await renewSetupCode(open.db, given)).toBe(given.code);
  expect(await createOwner(open.db, given.code)).toBe(true);
});

test("a code that was shown stays good when it is given again, but not after a newer one", async () => {
  await using testDatabase = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  await using open = openDatabase({ url: testDatabase.url, maxConnections: 5, logger });
  const shown = { code: "a code that was shown", isShown: true };
  expect(await renewSetupCode(open.db, shown)).toBe(shown.code);
  expect(await renewSetupCode(open.db, shown)).toBe(shown.code);
  const newer = await renewSetupCode(open.db);
  expect(await renewSetupCode(open.db, shown)).toBeUndefined();
  expect(await createOwner(open.db, shown.code)).toBe(false);
  expect(await createOwner(open.db, newer ?? "")).toBe(true);
});
