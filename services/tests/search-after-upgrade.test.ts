import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { type Postgres, startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { ownerDetails, setUpOwner, signIn } from "./stack/person.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

const patience = { timeout: 20_000, interval: 50 };

let postgres: Postgres;
let clusterDirectory: string;
let uploads: string;
let stack: Stack;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  clusterDirectory = makeDataDirectory();
  uploads = makeDataDirectory();
  postgres = await startPostgres({
    dataDirectory: clusterDirectory,
    password: randomBytes(24).toString("base64url"),
    logger: createLogger({ name: "test-database", level: "warn" }),
    signal: new AbortController().signal,
    maxConnections: 100,
  });
  environment = {
    DATABASE_URL: postgres.url,
    SERVICE_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    UPLOAD_DIR: uploads,
  };
  stack = await startStack({ environment });
});
afterAll(async () => {
  await stack.stop();
  removeDataDirectory(stack.dataDirectory);
  await postgres.stop();
  removeDataDirectory(clusterDirectory);
  removeDataDirectory(uploads);
});

/** The search entries as the release before this way of reading words left them. */
async function goBack(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("DELETE FROM drizzle.__drizzle_migrations WHERE name LIKE '%search_words'");
  await client.query("ALTER TABLE search_entries DROP folded_title, DROP places, DROP index_version");
  await client.query("CREATE INDEX search_entries_title ON search_entries USING gin (title gin_trgm_ops)");
  await client.query("UPDATE search_entries SET vector = setweight(to_tsvector('simple', title), 'A')");
  await client.end();
}

it("pages of an older release are found in the new way soon after the upgrade, without anyone's doing", async () => {
  const before = await setUpOwner(stack);
  const { items } = await before.client.call("drives.list", {});
  const place = { driveId: items[0]?.id ?? "", type: "folder" } as const;
  const { id } = await before.client.call("pages.create", { ...place, title: "我想去游泳" });
  await stack.stop();
  await goBack();
  stack = await startStack({ dataDirectory: stack.dataDirectory, environment });
  const ada = await signIn(stack.origin, ownerDetails);
  const find = async () => (await ada.client.call("search.query", { query: "想去" })).items.map((hit) => hit.pageId);
  expect(await vi.waitUntil(async () => ((await find()).length > 0 ? find() : undefined), patience)).toEqual([id]);
});
