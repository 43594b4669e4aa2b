import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";

const logger = createLogger({ name: "test", level: "silent" });
let database: TestDatabase;
let open: OpenDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  open = openDatabase({ url: database.url, maxConnections: 1, logger, keepsStatements: true });
  await open.db.execute(sql`CREATE TABLE notes (note text)`);
});
afterAll(async () => {
  await open.close();
  await database[Symbol.asyncDispose]();
});

const insertNote = prepare<Record<string, never>>("insert-note", "INSERT INTO notes (note) VALUES ($1::text)");
const selectNotes = prepare<{ readonly note: string }>("select-notes", "SELECT note FROM notes ORDER BY note");
const listNames = prepare<{ readonly name: string }>(
  "list-names",
  "SELECT name FROM pg_prepared_statements ORDER BY name",
);

async function listNotes(): Promise<string[]> {
  return (await selectNotes(open.db, [])).map(({ note }) => note);
}

describe("a transaction", () => {
  it("is kept when its work resolves, with statements that were prepared", async () => {
    await open.db.transaction((tx) => insertNote(tx, ["kept"]));
    expect(await listNotes()).toEqual(["kept"]);
  });

  it("leaves nothing when its work rejects, and its connection goes on", async () => {
    const failing = open.db.transaction(async (tx) => {
      await insertNote(tx, ["lost"]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await listNotes()).toEqual(["kept"]);
  });

  it("leaves nothing when its statement fails", async () => {
    const failing = open.db.transaction(async (tx) => {
      await insertNote(tx, ["lost"]);
      await tx.execute(sql`SELECT 1 / 0`);
    });
    await expect(failing).rejects.toThrow();
    expect(await listNotes()).toEqual(["kept"]);
  });

  it("rejects when its connection is killed, between statements too, and the next one has another connection", async () => {
    await using other = openDatabase({ url: database.url, maxConnections: 1, logger });
    const killed = open.db.transaction(async (tx) => {
      await insertNote(tx, ["lost"]);
      const { rows } = await tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
      const gone = new Promise((resolve) => tx.$client.once("error", resolve));
      await other.db.execute(sql`SELECT pg_terminate_backend(${rows[0]?.pid})`);
      await gone;
      await insertNote(tx, ["lost too"]);
    });
    await expect(killed).rejects.toThrow();
    expect(await listNotes()).toEqual(["kept"]);
    await open.db.transaction((tx) => insertNote(tx, ["later"]));
    expect(await listNotes()).toEqual(["kept", "later"]);
  });
});

describe("a prepared statement", () => {
  it("keeps its name on a connection that may keep it", async () => {
    await listNotes();
    expect((await listNames(open.db, [])).map(({ name }) => name)).toContain("select-notes");
  });

  it("has no name where a pooler could lose it", async () => {
    await using unnamed = openDatabase({ url: database.url, maxConnections: 1, logger });
    await selectNotes(unnamed.db, []);
    expect(await listNames(unnamed.db, [])).toEqual([]);
  });
});
