import { Readable } from "node:stream";
import { createAccess } from "#services/access/access.ts";
import type { DriveRole } from "#services/contracts/access-levels.ts";
import {
  catalogue,
  type OperationInput,
  type OperationName,
  type OperationOutput,
} from "#services/contracts/catalogue.ts";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { driveMembers } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { startProjections } from "#services/documents/store/start-projections.ts";
import { deriveCursorKey } from "#services/events/cursors.ts";
import type { Actor } from "#services/identity/actor.ts";
import { hashPassword } from "#services/identity/passwords.ts";
import { createSession } from "#services/identity/sessions.ts";
import { ensureJobSchema } from "#services/jobs/ensure-job-schema.ts";
import { createJobQueue } from "#services/jobs/job-queue.ts";
import { readConfig } from "#services/platform/config.ts";
import { createLogger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { RequestFacts, WebServices } from "#services/web/context.ts";
import { createReplacementTurns } from "#services/web/documents/replacement-turns.ts";
import { insertDrive } from "#services/web/drives/insert-drive.ts";
import { uploadLimits } from "#services/web/files/upload-limits.ts";
import { registry } from "#services/web/operations/registry.ts";
import { transact } from "#services/web/operations/transact.ts";
import { createHomeDrive } from "#services/web/setup/create-home-drive.ts";

/** A person of a test with a session and drives. */
export interface TestPerson {
  readonly actor: Actor;
  readonly token: string;
  readonly password: string;
  readonly homeId: string;
}

export interface TestWeb extends AsyncDisposable {
  readonly services: WebServices;
  readonly db: Database;
  /** Calls an operation as a person, or signed out. */
  call<Name extends OperationName>(
    name: Name,
    input: OperationInput<Name>,
    person?: TestPerson & { readonly idempotencyKey?: string },
  ): Promise<OperationOutput<Name>>;
  /** A person with an account; the first is the owner of the installation. */
  addPerson(name: string): Promise<TestPerson>;
  addDrive(owner: TestPerson, name?: string): Promise<string>;
  addMember(driveId: string, person: TestPerson, role: DriveRole): Promise<void>;
}

const secret = "a-secret-of-the-tests-that-is-long-enough";

/** What a handler knows of the requests of tests. */
export const testFacts: RequestFacts = {
  requestId: "00000000-0000-7000-8000-000000000000",
  address: "127.0.0.1",
  userAgent: "test",
  origin: "http://localhost:3000",
  isSecure: false,
  signal: new AbortController().signal,
  headers: {},
};

/** Web's services on a database, without a listener and without peers. */
export async function startTestWeb(databaseUrl: string): Promise<TestWeb> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SERVICE_SECRET: secret,
    ENCRYPTION_KEY: secret,
    UPLOAD_DIR: "/nonexistent",
    LOG_LEVEL: "silent",
  });
  const logger = createLogger({ name: "test", level: "silent" });
  await ensureJobSchema(databaseUrl, logger);
  const database = openDatabase({ url: databaseUrl, maxConnections: 8, logger, keepsStatements: true });
  const { db } = database;
  const access = createAccess({ db, directUrl: databaseUrl, logger });
  access.start();
  const jobs = createJobQueue({ db, logger });
  const cursorKey = deriveCursorKey(secret);
  const projections = startProjections({ db, logger });
  const services: WebServices = {
    config,
    db,
    access,
    jobs,
    projections,
    replacementTurns: createReplacementTurns(),
    logger,
    cursorKey,
    uploads: uploadLimits,
    peers: { read: () => ({}) },
  };
  let people = 0;

  async function addPerson(name: string): Promise<TestPerson> {
    const password = `password of ${name}`;
    const email = `${name.toLowerCase()}.${++people}@example.org`;
    const passwordHash = await hashPassword(password);
    return transact(services, async (scope) => {
      const userId = createId();
      const isOwner = people === 1;
      await scope.tx.insert(users).values({ id: userId, name, email, passwordHash, isOwner });
      const home = await createHomeDrive(scope, userId);
      const { token, sessionId } = await createSession(scope.tx, { userId, userAgent: "test" });
      return { actor: { kind: "user", userId, sessionId, name, email, isOwner }, token, password, homeId: home.id };
    });
  }

  return {
    services,
    db,
    addPerson,
    async call(name, input, person) {
      const output = await registry[name].invoke(services, {
        rawInput: input,
        actor: person?.actor,
        request: testFacts,
        response: { setSession: () => undefined, clearSession: () => undefined, setEntityTag: () => undefined },
        body: Readable.from([]),
        idempotencyKey: person?.idempotencyKey,
      });
      if (!isOutput(name, output)) throw new Error(`${name} answered another shape than declared`);
      return output;
    },
    async addDrive(owner, name = "Shared") {
      const drive = await transact(services, ({ tx }) =>
        insertDrive(tx, { name, kind: "shared", ownerId: owner.actor.userId }),
      );
      return drive.id;
    },
    async addMember(driveId, person, role) {
      const { userId } = person.actor;
      await transact(services, async ({ tx, rightsChanged }) => {
        await tx.insert(driveMembers).values({ driveId, userId, role });
        rightsChanged(driveId, userId);
      });
    },
    async [Symbol.asyncDispose]() {
      await projections.stop();
      await jobs.close();
      await access.close();
      await database.close();
    },
  };
}

function isOutput<Name extends OperationName>(name: Name, output: unknown): output is OperationOutput<Name> {
  return catalogue[name].output.safeParse(output).success;
}
