import type { Access } from "#services/access/access.ts";
import {
  type DriveAccess,
  isInTrashOf,
  type PageAccess,
  readDriveAccess,
  readPageAccess,
} from "#services/access/page-access.ts";
import type { Queryable } from "#services/database/connection.ts";

/** Where the rights of one person are asked. */
export interface Rights {
  /** Undefined where there is no such page. */
  page(pageId: string): Promise<PageAccess | undefined>;
  /** Undefined where there is no place for the person. */
  drive(driveId: string): Promise<DriveAccess | undefined>;
  /** Whether the drive lies in the trash of the person, who owns it. */
  ownsTrashedDrive(driveId: string): Promise<boolean>;
}

/** Rights as they are in this transaction; each page and drive is asked about once. */
export function readRights(q: Queryable, userId: string): Rights {
  const pagesAsked = new Map<string, Promise<PageAccess | undefined>>();
  const drivesAsked = new Map<string, Promise<DriveAccess | undefined>>();
  return {
    page: (pageId) => askOnce(pagesAsked, pageId, () => readPageAccess(q, userId, pageId)),
    drive: (driveId) => askOnce(drivesAsked, driveId, () => readDriveAccess(q, userId, driveId)),
    ownsTrashedDrive: (driveId) => isInTrashOf(q, userId, driveId),
  };
}

function askOnce<Answer>(asked: Map<string, Promise<Answer>>, id: string, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = asked.get(id) ?? ask();
  asked.set(id, answer);
  return answer;
}

/** Rights from the cache where its epochs allow that: for operations that only read. */
export function cachedRights({ access, db }: { access: Access; db: Queryable }, userId: string): Rights {
  return {
    page: async (pageId) => (await access.pagePlaces(userId, [pageId])).get(pageId.toLowerCase()),
    drive: (driveId) => access.driveLevel(userId, driveId),
    ownsTrashedDrive: (driveId) => isInTrashOf(db, userId, driveId),
  };
}
