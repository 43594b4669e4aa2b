import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { beginSignIn, clearSignInFailures, sweepSignInFailures } from "#services/identity/sign-in-lock.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;
let open: OpenDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  open = openDatabase({ url: testDatabase.url, maxConnections: 12, logger });
  db = open.db;
});
afterAll(async () => {
  await open.close();
  await testDatabase[Symbol.asyncDispose]();
});

async function fail(email: string, address: string, times: number): Promise<void> {
  for (let number = 0; number < times; number += 1) await beginSignIn(db, { email, address });
}

function age(minutes: number) {
  return db.execute(sql`UPDATE sign_in_failures SET failed_at = now() - make_interval(mins => ${minutes})`);
}

test("ten failures lock an account for the address they came from, for fifteen minutes", async () => {
  await fail("ada@example.org", "10.0.0.1", 10);
  await expect(beginSignIn(db, { email: "ADA@example.org", address: "10.0.0.1" })).rejects.toMatchObject({
    code: "locked-out",
  });
  await expect(beginSignIn(db, { email: "bob@example.org", address: "10.0.0.1" })).resolves.toBeUndefined();
  await expect(beginSignIn(db, { email: "ada@example.org", address: "10.0.0.2" })).resolves.toBeUndefined();
  await age(15);
  await expect(beginSignIn(db, { email: "ada@example.org", address: "10.0.0.1" })).resolves.toBeUndefined();
});

test("twenty attempts at once are ten attempts", async () => {
  const subject = { email: "many@example.org", address: "10.0.0.3" };
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => beginSignIn(db, subject)));
  expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(10);
});

test("a sign-in that succeeds clears what failed before it from there", async () => {
  const subject = { email: "eve@example.org", address: "10.0.0.4" };
  await fail(subject.email, subject.address, 10);
  await clearSignInFailures(db, subject);
  await expect(beginSignIn(db, subject)).resolves.toBeUndefined();
});

test("fifty failures from one address close sign-in there, whatever the accounts, and nowhere else", async () => {
  for (let number = 0; number < 50; number += 1) await fail(`person-${number}@example.org`, "10.2.0.1", 1);
  await age(1);
  const another = { email: "person-50@example.org", address: "10.2.0.1" };
  await expect(beginSignIn(db, another)).rejects.toMatchObject({ code: "rate-limited" });
  await clearSignInFailures(db, another);
  await expect(beginSignIn(db, another)).rejects.toMatchObject({ code: "rate-limited" });
  await expect(beginSignIn(db, { ...another, address: "10.2.0.2" })).resolves.toBeUndefined();
  await age(15);
  await expect(beginSignIn(db, another)).resolves.toBeUndefined();
});

test("the addresses of one IPv6 network are one address", async () => {
  for (let number = 0; number < 50; number += 1) {
    await fail(`person-${number}@example.org`, `2001:db8:7:7::${number.toString(16)}`, 1);
  }
  await age(1);
  const from = (address: string) => beginSignIn(db, { email: "last@example.org", address });
  await expect(from("2001:db8:7:7:aaaa::1")).rejects.toMatchObject({ code: "rate-limited" });
  await expect(from("2001:db8:7:8::1")).resolves.toBeUndefined();
});

test("a hundred people behind one address can sign in at once", async () => {
  const subjects = Array.from({ length: 100 }, (_, number) => ({
    email: `pupil-${number}@example.org`,
    address: "10.3.0.1",
  }));
  const signIns = subjects.map(async (subject) => {
    await beginSignIn(db, subject);
    await clearSignInFailures(db, subject);
  });
  await expect(Promise.all(signIns)).resolves.toHaveLength(100);
});

test("what is tried at once from one address ends at fifty", async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 80 }, (_, number) => fail(`guess-${number}@example.org`, "10.4.0.1", 1)),
  );
  expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(50);
});

test("an account attacked from many addresses answers more slowly, and waiting ends with the caller", async () => {
  for (let number = 0; number < 10; number += 1) {
    await beginSignIn(db, { email: "slow@example.org", address: `10.1.0.${number}` });
  }
  const gone = AbortSignal.abort();
  const waiting = (address: string) => beginSignIn(db, { email: "slow@example.org", address }, gone);
  await expect(waiting("10.1.1.1")).resolves.toBeUndefined();
  await expect(waiting("10.1.1.2")).rejects.toMatchObject({ name: "AbortError" });
});

test("failures too old to count are removed", async () => {
  await fail("old@example.org", "10.0.0.5", 1);
  await age(16);
  await fail("new@example.org", "10.0.0.5", 1);
  await sweepSignInFailures(db);
  const left = await db.execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM sign_in_failures`);
  expect(left.rows).toEqual([{ count: 1 }]);
});
