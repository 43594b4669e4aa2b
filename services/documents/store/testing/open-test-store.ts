import { sql } from "drizzle-orm";
import { type PageType, pageTypes } from "#services/contracts/page-types.ts";
import { type Database, openDatabase } from "#services/database/connection.ts";
import { drives } from "#services/database/schema/drives.ts";
import { pages } from "#services/database/schema/pages.ts";
import { users } from "#services/database/schema/people.ts";
import { createDocument } from "#services/documents/store/create-document.ts";
import { createLogger, type Logger } from "#services/platform/logger.ts";
import { createId } from "#services/platform/uuid-v7.ts";

const maxConnections = 8;

/** A database with one person and one drive to make documents in. */
export interface TestStore extends AsyncDisposable {
  readonly db: Database;
  readonly logger: Logger;
  readonly userId: string;
  readonly driveId: string;
  createPage(type?: PageType): Promise<string>;
}

export async function openTestStore(url: string): Promise<TestStore> {
  const logger = createLogger({ name: "test", level: "silent" });
  const database = openDatabase({ url, maxConnections, logger });
  const { db } = database;
  const userId = createId();
  const driveId = createId();
  await db.insert(users).values({ id: userId, name: "Ada", email: `${userId}@pagespace.example` });
  await db.insert(drives).values({ id: driveId, name: "Drive", kind: "shared", ownerId: userId });
  await db.execute(sql`INSERT INTO streams (id) VALUES (${driveId})`);
  return {
    db,
    logger,
    userId,
    driveId,
    createPage: async (type = "document") => {
      const id = createId();
      await db.transaction(async (tx) => {
        await tx.insert(pages).values({ id, driveId, position: id, type, title: "A page", createdBy: userId });
        if (pageTypes[type].stores === "document") await createDocument(tx, id);
      });
      return id;
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
}
