import { sql } from "drizzle-orm";
import type { CacheableValue } from "#services/access/epoch-cache.ts";
import type { DriveAccess } from "#services/access/page-access.ts";
import type { AccessLevel, DriveRole } from "#services/contracts/access-levels.ts";
import type { Database } from "#services/database/connection.ts";
import { findSession, type SessionActor } from "#services/identity/sessions.ts";

/** The level of one person on a page, with the epochs of the same snapshot. */
export interface ReadPageLevel extends CacheableValue<AccessLevel> {
  readonly userId: string;
}

/** The levels of people on a page and the epochs they hold under, in one statement; nobody where there is no such page. */
export async function readPageLevels(
  db: Database,
  pageId: string,
  userIds: readonly string[],
): Promise<readonly ReadPageLevel[]> {
  const found = await db.execute<{
    userId: string;
    driveId: string;
    level: AccessLevel;
    userEpoch: string;
    driveEpoch: string;
    endsInMs: number | null;
  }>(sql`
    SELECT r.user_id AS "userId", r.drive_id AS "driveId", access_level(r.rank) AS level,
      coalesce(u.epoch, 0) AS "userEpoch", coalesce(d.epoch, 0) AS "driveEpoch",
      (extract(epoch FROM r.valid_until - now()) * 1000)::float8 AS "endsInMs"
    FROM page_ranks(ARRAY[${pageId}::uuid], ${sql.param([...userIds])}::uuid[]) r
    LEFT JOIN access_epochs u ON u.subject_id = r.user_id
    LEFT JOIN access_epochs d ON d.subject_id = r.drive_id`);
  return found.rows.map((row) => ({
    userId: row.userId,
    value: row.level,
    endsInMs: row.endsInMs,
    subjects: [
      { id: row.userId, epoch: Number(row.userEpoch) },
      { id: row.driveId, epoch: Number(row.driveEpoch) },
    ],
  }));
}

/** A person's place in a drive and the epochs it holds under, in one statement. */
export async function readDriveLevel(
  db: Database,
  userId: string,
  driveId: string,
): Promise<CacheableValue<DriveAccess> | undefined> {
  const found = await db.execute<{
    role: DriveRole;
    level: AccessLevel;
    userEpoch: string;
    driveEpoch: string;
    endsInMs: number | null;
  }>(sql`
    SELECT a.role, a.level, coalesce(u.epoch, 0) AS "userEpoch", coalesce(d.epoch, 0) AS "driveEpoch",
      (extract(epoch FROM a.valid_until - now()) * 1000)::float8 AS "endsInMs"
    FROM drive_access(${userId}, ${driveId}) a
    LEFT JOIN access_epochs u ON u.subject_id = ${userId}
    LEFT JOIN access_epochs d ON d.subject_id = ${driveId}`);
  const row = found.rows[0];
  if (!row) return undefined;
  return {
    value: { role: row.role, level: row.level },
    endsInMs: row.endsInMs,
    subjects: [
      { id: userId, epoch: Number(row.userEpoch) },
      { id: driveId, epoch: Number(row.driveEpoch) },
    ],
  };
}

/** The person behind a session token and the epochs the session holds under. */
export async function readSession(db: Database, token: string): Promise<CacheableValue<SessionActor> | undefined> {
  const found = await findSession(db, token);
  if (!found) return undefined;
  const { actor } = found;
  return {
    value: actor,
    endsInMs: actor.expiresAt.getTime() - Date.now(),
    subjects: [
      { id: actor.sessionId, epoch: found.sessionEpoch },
      { id: actor.userId, epoch: found.userEpoch },
    ],
  };
}
