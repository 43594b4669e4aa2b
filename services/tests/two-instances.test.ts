import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import { addBlock } from "#services/documents/schema/flow/testing/raw-words.ts";
import { createLogger } from "#services/platform/logger.ts";
import { type Postgres, startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { connectSocket } from "./stack/connect-socket.ts";
import { joinByInvite, ownerDetails, type Person, setUpOwner, signIn } from "./stack/person.ts";
import { makeDataDirectory, removeDataDirectory, type Stack, startStack } from "./stack/start-stack.ts";
import { startTyping } from "./stack/typist.ts";
import { createWatch } from "./stack/watch.ts";

const convergeMs = 3_000;

let postgres: Postgres;
let clusterDirectory: string;
let uploads: string;
const stacks: Stack[] = [];
let ada: Person;
let ben: Person;
let driveId: string;

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
  const environment = {
    DATABASE_URL: postgres.url,
    SERVICE_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    UPLOAD_DIR: uploads,
  };
  stacks.push(await startStack({ environment }));
  stacks.push(
    await startStack({
      environment: { ...environment, REALTIME_PORT: "0" },
      flags: ["--port", "0", "--services", "web,realtime"],
    }),
  );
  const [first, second] = stacks;
  if (!first || !second) throw new Error("Two instances were started.");
  // Each start makes older codes void, so the last one counts.
  ada = await setUpOwner({ origin: first.origin, setupCode: second.setupCode });
  driveId = (await ada.client.call("drives.create", { name: "Shared" })).id;
  await joinByInvite(ada, driveId, "Ben");
  ben = await signIn(second.origin, { email: "ben@example.org", password: "another long password" });
});
afterAll(async () => {
  for (const stack of stacks) await stack.stop();
  for (const { dataDirectory } of stacks) removeDataDirectory(dataDirectory);
  await postgres.stop();
  removeDataDirectory(clusterDirectory);
  removeDataDirectory(uploads);
});

describe("two web and two realtime instances on one database", () => {
  it("bring an event of the one to people on the other within three seconds, in order", async () => {
    const watch = createWatch();
    const seen: WorkspaceEvent[] = [];
    let isReady = false;
    const socket = connectSocket(ben);
    socket.on("ready", () => {
      isReady = true;
      watch.changed();
    });
    socket.on("events", ({ items }) => {
      seen.push(...items);
      watch.changed();
    });
    try {
      await watch.until(() => isReady, "Ben's socket is ready");
      const page = await ada.client.call("pages.create", { driveId, type: "folder", title: "A" });
      const since = performance.now();
      for (const title of ["B", "C", "D"]) await ada.client.call("pages.rename", { pageId: page.id, title });
      await watch.until(() => seen.filter(({ type }) => type === "page.renamed").length >= 3, "three renames arrive");
      expect(performance.now() - since).toBeLessThan(convergeMs);
      const renames = seen.flatMap((event) => (event.type === "page.renamed" ? [event.title] : []));
      expect(renames).toEqual(["B", "C", "D"]);
    } finally {
      socket.disconnect();
    }
  });

  it("serve a program that can only poll, up to an edit that others see", async () => {
    const page = await ada.client.call("pages.create", { driveId, type: "document", title: "Polled" });
    using editor = startTyping(ben, page.id);
    const socket = connectSocket(ada, "polling");
    try {
      const doc = new Y.Doc();
      const opened = await socket.emitWithAck("document.open", {
        pageId: page.id,
        stateVector: Y.encodeStateVector(doc),
      });
      expect(opened.error).toBeUndefined();
      addBlock(doc, "polled-in");
      const update = Y.encodeStateAsUpdate(doc);
      expect(await socket.emitWithAck("document.update", { pageId: page.id, update })).toEqual({ seq: 1 });
      await editor.until(() => editor.read().has("polled-in"), "Ben sees the edit");
    } finally {
      socket.disconnect();
    }
  });

  it("bring what one person types to the other within three seconds", async () => {
    const page = await ada.client.call("pages.create", { driveId, type: "document", title: "Both" });
    using first = startTyping(ada, page.id);
    using second = startTyping(ben, page.id);
    first.type("hello");
    second.type("there");
    await first.until(() => first.saved.has("hello"), "Ada's word is saved");
    await second.until(() => second.saved.has("there"), "Ben's word is saved");
    const since = performance.now();
    await first.until(() => first.read().has("there"), "Ada sees Ben's word");
    await second.until(() => second.read().has("hello"), "Ben sees Ada's word");
    expect(performance.now() - since).toBeLessThan(convergeMs);
  });

  it("show an edit made over REST on one instance in an editor on the other", async () => {
    const page = await ada.client.call("pages.create", { driveId, type: "document", title: "Program" });
    using editor = startTyping(ben, page.id);
    await editor.until(() => editor.saved.size === editor.typed.size, "the document is open");
    await ada.client.call("documents.replace", { pageId: page.id, markdown: "written-elsewhere" });
    await editor.until(() => editor.read().has("written-elsewhere"), "Ben sees the edit");
    const owner = await signIn(stacks[1]?.origin ?? "", ownerDetails);
    const { content } = await owner.client.call("documents.read", { pageId: page.id, format: "text" });
    expect(content).toContain("written-elsewhere");
  });
});
