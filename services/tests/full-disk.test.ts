import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findRunningDatabase } from "#services/supervisor/find-running-database.ts";
import { mountSmallDisk, type SmallDisk } from "#services/supervisor/testing/small-disk.ts";
import { runPagespace } from "./stack/pagespace-program.ts";
import { ownerDetails, type Person, setUpOwner, signIn } from "./stack/person.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";

const waiting = { timeout: 30_000, interval: 50 };

let mountPoint: string;
let dataDirectory: string;
let disk: SmallDisk | undefined;

beforeAll(() => {
  mountPoint = makeDataDirectory();
  dataDirectory = path.join(mountPoint, "data");
  disk = mountSmallDisk(mountPoint, "20m");
});
afterAll(() => {
  disk?.[Symbol.dispose]();
  removeDataDirectory(mountPoint);
});

/** Takes all space that is left until disposed. */
function fillDisk(): Disposable {
  const file = path.join(mountPoint, "filler");
  const descriptor = openSync(file, "w");
  for (const size of [65_536, 512]) {
    try {
      for (;;) writeSync(descriptor, Buffer.alloc(size, 1));
    } catch (error) {
      expect(error).toMatchObject({ code: "ENOSPC" });
    }
  }
  closeSync(descriptor);
  return { [Symbol.dispose]: () => rmSync(file) };
}

/** Makes PostgreSQL need another file for its log, without which it cannot go on. */
async function needSpace(): Promise<void> {
  const client = new Client({ connectionString: findRunningDatabase(dataDirectory) });
  client.on("error", () => undefined);
  await client.connect();
  await expect(
    client.query("SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000000)) FROM generate_series(1, 40)"),
  ).rejects.toThrow();
  await client.end().catch(() => undefined);
}

async function expectNoStart(): Promise<void> {
  const refused = await runPagespace(["serve", "--port", "0", "--data-dir", dataDirectory]);
  expect(refused.errors).toMatch(
    /^The disk that holds \S+ is full; free some space and start again[.] Nothing was damaged[.]\n$/,
  );
  expect(refused.exitCode).toBe(1);
}

async function readWritten({ client }: Person, pageId: string): Promise<string> {
  return (await client.call("documents.read", { pageId, format: "markdown" })).content.trim();
}

it("a full disk is said at a start, survived while running, and nothing is damaged by it", async (context) => {
  if (disk === undefined) return context.skip("this user may not mount a small disk");
  await expectNoStart();

  disk.resize("160m");
  let stack: Stack = await startStack({ dataDirectory });
  try {
    const ada = await setUpOwner(stack);
    const { items } = await ada.client.call("drives.list", {});
    const page = await ada.client.call("pages.create", {
      driveId: items[0]?.id ?? "",
      type: "document",
      title: "Kept",
    });
    await ada.client.call("documents.replace", { pageId: page.id, markdown: "What was written stays." });
    {
      using _filler = fillDisk();
      await needSpace();
      await vi.waitUntil(() => stack.output().includes("The database is down and comes back by itself"), waiting);
      const answer = await fetch(`${stack.origin}/api/drives`, { headers: { cookie: ada.cookie() } });
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        error: { code: "unavailable", message: expect.stringMatching(/[.]$/) },
      });
    }
    await vi.waitUntil(() => readWritten(ada, page.id).catch(() => undefined), waiting);
    await ada.client.call("documents.replace", { pageId: page.id, markdown: "And goes on." });
    expect(await stack.stop()).toBe(0);

    {
      using _filler = fillDisk();
      await expectNoStart();
    }
    stack = await startStack({ dataDirectory });
    expect(await readWritten(await signIn(stack.origin, ownerDetails), page.id)).toBe("And goes on.");
  } finally {
    await stack.stop();
  }
});
