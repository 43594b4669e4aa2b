import { io, type Socket } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import { type Access, createAccess } from "#services/access/access.ts";
import type { DriveRole } from "#services/contracts/access-levels.ts";
import type { ClientToServer, ServerToClient } from "#services/contracts/realtime.ts";
import { socketPath } from "#services/contracts/socket-names.ts";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { driveMembers, drives } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { createDocument } from "#services/documents/store/create-document.ts";
import { createStream, type Publication, publishEvents } from "#services/events/publish-events.ts";
import { createSession } from "#services/identity/sessions.ts";
import { issueSocketToken } from "#services/identity/socket-tokens.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createRealtimeServer, type RealtimeServer } from "#services/realtime/server.ts";

export const testSecret = "a-secret-of-the-tests-that-is-long-enough";

export type TestSocket = Socket<ServerToClient, ClientToServer>;

export interface TestPerson {
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
}

/** A realtime server of a test, with what it stands on. */
export interface TestRealtime extends AsyncDisposable {
  readonly server: RealtimeServer;
  readonly db: Database;
  readonly access: Access;
  readonly url: string;
  readonly internalUrl: string;
  /** Pages whose projection was asked for. */
  readonly kicked: string[];
}

/** Starts an instance on free ports of loopback. */
export async function startTestRealtime(
  databaseUrl: string,
  options: { readonly port?: number; readonly keepDocumentsMs?: number } = {},
): Promise<TestRealtime> {
  const logger = createLogger({ name: "test", level: "silent" });
  const database = openDatabase({ url: databaseUrl, maxConnections: 8, logger });
  const { db } = database;
  const access = createAccess({ db, directUrl: databaseUrl, logger });
  access.start();
  const kicked: string[] = [];
  const server = await createRealtimeServer({
    config: {
      web: {
        host: "127.0.0.1",
        port: 0,
        publicUrl: undefined,
        smtpUrl: undefined,
        allowedHosts: [],
        trustProxy: [],
        requestsPerMinute: { perAddress: 1_000, perPerson: 1_000 },
        setupCode: undefined,
      },
      realtime: {
        host: "127.0.0.1",
        port: options.port ?? 0,
        internalPort: 0,
        publicUrl: undefined,
        url: undefined,
        internalUrl: undefined,
      },
      secrets: { service: testSecret, encryption: testSecret },
      launchNonce: undefined,
    },
    db,
    access,
    logger,
    kickProjection: (pageId) => void kicked.push(pageId),
    ...(options.keepDocumentsMs === undefined ? {} : { keepDocumentsMs: options.keepDocumentsMs }),
  });
  return {
    server,
    db,
    access,
    kicked,
    url: `http://127.0.0.1:${server.port}`,
    internalUrl: `http://127.0.0.1:${server.internalPort}`,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await access.close();
      await database.close();
    },
  };
}

/** A person with an account and a session. */
export async function addPerson(db: Database, name: string): Promise<TestPerson> {
  const userId = createId();
  await db.insert(users).values({ id: userId, name, email: `${userId}@example.org` });
  await createStream(db, userId);
  const { sessionId } = await createSession(db, { userId, userAgent: "test" });
  return { userId, sessionId, name };
}

/** A shared drive with its members. */
export async function addDrive(
  db: Database,
  owner: TestPerson,
  members: readonly (readonly [TestPerson, DriveRole])[] = [],
): Promise<string> {
  const id = createId();
  await db.insert(drives).values({ id, name: "Shared", kind: "shared", ownerId: owner.userId });
  const roles: (readonly [TestPerson, DriveRole])[] = [[owner, "owner"], ...members];
  await db.insert(driveMembers).values(roles.map(([person, role]) => ({ driveId: id, userId: person.userId, role })));
  await createStream(db, id);
  return id;
}

/** An empty document page at the root of a drive. */
export async function addPage(
  db: Database,
  driveId: string,
  options: { readonly accessMode?: "inherit" | "restricted" } = {},
): Promise<string> {
  const id = createId();
  await db.transaction(async (tx) => {
    await tx.insert(pages).values({
      id,
      driveId,
      position: id,
      type: "document",
      title: "A page",
      accessMode: options.accessMode ?? "inherit",
    });
    await createDocument(tx, id);
  });
  return id;
}

export function issueToken(db: Database, person: TestPerson): Promise<string> {
  return db.transaction(async (tx) => (await issueSocketToken(tx, person.sessionId)).token);
}

/** Publishes events as an operation does, without a hint. */
export function publish(db: Database, publications: readonly Publication[]) {
  return db.transaction((tx) => publishEvents(tx, publications));
}

/** A socket that presents a token; not yet connected. */
export function createSocket(url: string, token: string): TestSocket {
  return io(url, {
    path: socketPath,
    parser,
    transports: ["websocket"],
    auth: { token },
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  });
}

/** A connected socket of a person, after its `ready`. */
export async function connectSocket(realtime: TestRealtime, person: TestPerson): Promise<TestSocket> {
  const socket = createSocket(realtime.url, await issueToken(realtime.db, person));
  const ready = new Promise<void>((resolve, reject) => {
    socket.once("ready", () => resolve());
    socket.once("connect_error", reject);
  });
  socket.connect();
  await ready;
  return socket;
}

/** Resolves once the condition holds, asked again after each happening that `listen` tells of. */
export function until(holds: () => boolean, listen: (check: () => void) => void, timeoutMs = 5_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("What was waited for did not happen.")), timeoutMs);
    const check = () => {
      if (!holds()) return;
      clearTimeout(timer);
      resolve();
    };
    listen(check);
    check();
  });
}

interface AnyEmitter {
  once(name: string, listener: (...values: unknown[]) => void): unknown;
}

/** What the next event of this name brings. */
export function nextEvent(emitter: AnyEmitter, name: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    emitter.once(name, (...values) => resolve(values));
  });
}
