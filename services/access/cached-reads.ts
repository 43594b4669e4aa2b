import type { CacheableValue } from "#services/access/epoch-cache.ts";
import type { DriveAccess } from "#services/access/page-access.ts";
import type { AccessLevel, DriveRole } from "#services/contracts/access-levels.ts";
import type { Database } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import type { TokenActor } from "#services/identity/actor.ts";
import { findMcpToken } from "#services/identity/mcp-tokens.ts";
import { findSession, type SessionActor } from "#services/identity/sessions.ts";

/** The level of one person on a page, with the epochs of the same snapshot. */
export interface ReadPageLevel extends CacheableValue<AccessLevel> {
  readonly userId: string;
}

/** Of which epochs a right holds, as statements give them: bigints arrive as text. */
type Epochs = {
  readonly userEpoch: string;
  readonly driveEpoch: string;
  readonly endsInMs: number | null;
};

function holdingUnder(row: Epochs, userId: string, driveId: string) {
  return {
    endsInMs: row.endsInMs,
    subjects: [
      { id: userId, epoch: Number(row.userEpoch) },
      { id: driveId, epoch: Number(row.driveEpoch) },
    ],
  };
}

const selectPageLevels = prepare<Epochs & { userId: string; driveId: string; level: AccessLevel }>(
  "page-levels",
  `SELECT r.user_id AS "userId", r.drive_id AS "driveId", access_level(r.rank) AS level,
     coalesce(u.epoch, 0) AS "userEpoch", coalesce(d.epoch, 0) AS "driveEpoch",
     (extract(epoch FROM r.valid_until - now()) * 1000)::float8 AS "endsInMs"
   FROM page_ranks(ARRAY[$1::uuid], $2::uuid[]) r
   LEFT JOIN access_epochs u ON u.subject_id = r.user_id
   LEFT JOIN access_epochs d ON d.subject_id = r.drive_id`,
);

/** The levels of people on a page and the epochs they hold under, in one statement; nobody where there is no such page. */
export async function readPageLevels(
  db: Database,
  pageId: string,
  userIds: readonly string[],
): Promise<readonly ReadPageLevel[]> {
  const found = await selectPageLevels(db, [pageId, userIds]);
  return found.map((row) => ({
    userId: row.userId,
    value: row.level,
    ...holdingUnder(row, row.userId, row.driveId),
  }));
}

/** What a person may do with a page, and how much of the way to it they see. */
export interface PagePlace {
  readonly level: AccessLevel;
  readonly driveId: string;
  /** How many ancestors the page has. */
  readonly depth: number;
  /** From the topmost to the parent: the ancestors below the last one that may not be viewed. */
  readonly shownAncestorIds: readonly string[];
}

function preparePlaces(name: string, where: string) {
  return prepare<
    Epochs & { pageId: string; driveId: string; level: AccessLevel; ancestorIds: string[]; visibleIds: string[] }
  >(
    name,
    `SELECT p.id AS "pageId", p.drive_id AS "driveId", p.ancestor_ids AS "ancestorIds", ranks.level,
       ranks.visible AS "visibleIds",
       coalesce((SELECT epoch FROM access_epochs WHERE subject_id = $2::uuid), 0) AS "userEpoch",
       coalesce((SELECT epoch FROM access_epochs WHERE subject_id = p.drive_id), 0) AS "driveEpoch",
       (extract(epoch FROM ranks.valid_until - now()) * 1000)::float8 AS "endsInMs"
     FROM pages p CROSS JOIN LATERAL (
       SELECT access_level(max(r.rank) FILTER (WHERE r.page_id = p.id)) AS level,
         coalesce(array_agg(r.page_id) FILTER (WHERE r.rank >= 1), '{}') AS visible, min(r.valid_until) AS valid_until
       FROM page_ranks(p.ancestor_ids || p.id, ARRAY[$2::uuid]) r
     ) AS ranks
     WHERE ${where}`,
  );
}

/** PostgreSQL keeps the plan for one id; for a list of unknown length it plans each time. */
const selectPagePlace = preparePlaces("page-place", "p.id = $1::uuid");
const selectPagePlaces = preparePlaces("page-places", "p.id = ANY ($1::uuid[])");

/** A person's place at a page, with the epochs of the same snapshot. */
export interface ReadPagePlace extends CacheableValue<PagePlace> {
  readonly pageId: string;
}

/** A person's places at pages and the epochs they hold under, in one statement; none where there is no such page. */
export async function readPagePlaces(
  db: Database,
  userId: string,
  pageIds: readonly string[],
): Promise<readonly ReadPagePlace[]> {
  const rows = await (pageIds.length === 1
    ? selectPagePlace(db, [pageIds[0], userId])
    : selectPagePlaces(db, [pageIds, userId]));
  return rows.map((row) => {
    const { pageId, level, driveId, ancestorIds } = row;
    const visible = new Set(row.visibleIds);
    const shownAncestorIds = ancestorIds.slice(ancestorIds.findLastIndex((id) => !visible.has(id)) + 1);
    const value = { level, driveId, depth: ancestorIds.length, shownAncestorIds };
    return { pageId, value, ...holdingUnder(row, userId, driveId) };
  });
}

const selectDriveLevel = prepare<Epochs & { role: DriveRole; level: AccessLevel }>(
  "drive-level",
  `SELECT a.role, a.level, coalesce(u.epoch, 0) AS "userEpoch", coalesce(d.epoch, 0) AS "driveEpoch",
     (extract(epoch FROM a.valid_until - now()) * 1000)::float8 AS "endsInMs"
   FROM drive_access($1::uuid, $2::uuid) a
   LEFT JOIN access_epochs u ON u.subject_id = $1
   LEFT JOIN access_epochs d ON d.subject_id = $2`,
);

/** A person's place in a drive and the epochs it holds under, in one statement. */
export async function readDriveLevel(
  db: Database,
  userId: string,
  driveId: string,
): Promise<CacheableValue<DriveAccess> | undefined> {
  const [row] = await selectDriveLevel(db, [userId, driveId]);
  if (!row) return undefined;
  return { value: { role: row.role, level: row.level }, ...holdingUnder(row, userId, driveId) };
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

/** The program behind a token of a person and the epochs the token holds under. */
export async function readMcpToken(db: Database, token: string): Promise<CacheableValue<TokenActor> | undefined> {
  const found = await findMcpToken(db, token);
  if (!found) return undefined;
  return {
    value: found.actor,
    endsInMs: found.expiresAt && found.expiresAt.getTime() - Date.now(),
    subjects: [
      { id: found.actor.tokenId, epoch: found.tokenEpoch },
      { id: found.actor.userId, epoch: found.userEpoch },
    ],
  };
}
