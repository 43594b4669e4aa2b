import { afterAll, beforeAll, onTestFinished } from "vitest";
import * as Y from "yjs";
import {
  createDocumentProvider,
  type DocumentProvider,
  type ProviderStatus,
} from "#renderer/realtime/document-provider.ts";
import type { LocalCopies } from "#renderer/realtime/local-copies.ts";
import { createWorkspaceSocket, type WorkspaceSocket } from "#renderer/realtime/workspace-socket.ts";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { loadDocument } from "#services/documents/store/load-document.ts";
import { deriveCursorKey } from "#services/events/cursors.ts";
import { listEvents } from "#services/events/list-events.ts";
import { createLogger } from "#services/platform/logger.ts";
import { textOf } from "#services/realtime/testing/raw-document.ts";
import {
  addDrive,
  addPerson,
  issueToken,
  startTestRealtime,
  type TestPerson,
  type TestRealtime,
  testSecret,
  until,
} from "#services/realtime/testing/test-realtime.ts";
import { createTestDatabase } from "#services/tests/database/create-test-database.ts";

/** A realtime server that can be stopped and started again at the same address. */
export interface RestartableServer {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** An editor of a document, as a window has one. */
export interface Editor {
  readonly provider: DocumentProvider;
  readonly text: Y.Text;
  /** Resolves once the state is as asked. */
  reach(state: ProviderStatus["state"]): Promise<void>;
  reachText(text: string): Promise<void>;
  close(): void;
}

/** Two people in a drive, and what they edit with; what a test opens is closed when it ends. */
export interface EditingRoom {
  readonly db: Database;
  readonly ada: TestPerson;
  readonly ben: TestPerson;
  readonly driveId: string;
  startServer(): Promise<RestartableServer>;
  connect(url: string, person: TestPerson, localCopies?: LocalCopies): WorkspaceSocket;
  edit(socket: WorkspaceSocket, pageId: string): Editor;
  storedText(pageId: string): Promise<string>;
}

/** Sets a room up before the tests of a file and takes it down after them; it is usable inside tests only. */
export function prepareEditingRoom(): EditingRoom {
  let parts: Awaited<ReturnType<typeof makeParts>> | undefined;
  const ready = () => {
    if (!parts) throw new Error("The room is not there before the tests begin.");
    return parts;
  };
  beforeAll(async () => {
    parts = await makeParts();
  });
  afterAll(async () => {
    await ready().pool.close();
    await ready().database[Symbol.asyncDispose]();
  });
  return {
    get db() {
      return ready().pool.db;
    },
    get ada() {
      return ready().ada;
    },
    get ben() {
      return ready().ben;
    },
    get driveId() {
      return ready().driveId;
    },
    startServer: () => startServer(ready().database.url),
    connect: (url, person, localCopies) => connect(ready().pool.db, { url, person, localCopies }),
    edit,
    storedText: async (pageId) => textOf((await loadDocument(ready().pool.db, pageId)).state),
  };
}

async function makeParts() {
  const database = await createTestDatabase();
  const logger = createLogger({ name: "test", level: "silent" });
  const pool = openDatabase({ url: database.url, maxConnections: 4, logger });
  const ada = await addPerson(pool.db, "Ada");
  const ben = await addPerson(pool.db, "Ben");
  return { database, pool, ada, ben, driveId: await addDrive(pool.db, ada, [[ben, "editor"]]) };
}

async function startServer(databaseUrl: string): Promise<RestartableServer> {
  let running: TestRealtime | undefined = await startTestRealtime(databaseUrl);
  const { port } = running.server;
  const server: RestartableServer = {
    url: running.url,
    async stop() {
      await running?.[Symbol.asyncDispose]();
      running = undefined;
    },
    async start() {
      running = await startTestRealtime(databaseUrl, { port });
    },
  };
  onTestFinished(() => server.stop());
  return server;
}

interface Connecting {
  readonly url: string;
  readonly person: TestPerson;
  readonly localCopies: LocalCopies | undefined;
}

function connect(db: Database, { url, person, localCopies }: Connecting): WorkspaceSocket {
  const socket = createWorkspaceSocket({
    url,
    issueToken: () => issueToken(db, person),
    listEvents: async (streams) => ({
      streams: await listEvents(db, { userId: person.userId, cursorKey: deriveCursorKey(testSecret), streams }),
    }),
    localCopies,
  });
  onTestFinished(() => socket.close());
  return socket;
}

function edit(socket: WorkspaceSocket, pageId: string): Editor {
  const doc = new Y.Doc();
  const provider = createDocumentProvider({ socket, pageId, doc, schemaVersion });
  const text = doc.getText("test");
  const close = () => {
    provider.destroy();
    doc.destroy();
  };
  onTestFinished(close);
  return {
    provider,
    text,
    close,
    reach: (state) => until(() => provider.readStatus().state === state, provider.subscribe, 10_000),
    reachText: (wanted) =>
      until(
        () => text.toString() === wanted,
        (check) => doc.on("update", check),
        10_000,
      ),
  };
}
