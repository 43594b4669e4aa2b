import { statfs } from "node:fs/promises";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

/** How many drives and files are named. */
const shownAtMost = 10;

/** Below both of these the disk counts as nearly full. */
const low = { part: 0.1, bytes: 5_000_000_000 } as const;

type Storage = OperationOutput<"administration.readStorage">;

interface Sums {
  readonly [column: string]: number;
  readonly databaseBytes: number;
  readonly files: number;
  readonly fileBytes: number;
  readonly trashedPages: number;
  readonly trashedDrives: number;
  readonly trashedBytes: number;
}

const selectSums = prepare<Sums>(
  "storage-sums",
  `SELECT pg_database_size(current_database())::float8 AS "databaseBytes",
     (SELECT count(*)::float8 FROM files) AS files,
     (SELECT coalesce(sum(size_bytes), 0)::float8 FROM files) AS "fileBytes",
     (SELECT count(*)::float8 FROM pages WHERE trashed_at IS NOT NULL) AS "trashedPages",
     (SELECT count(*)::float8 FROM drives WHERE trashed_at IS NOT NULL) AS "trashedDrives",
     (SELECT coalesce(sum(f.size_bytes), 0)::float8 FROM files f
      WHERE NOT EXISTS (
        SELECT FROM page_files l JOIN pages p ON p.id = l.page_id JOIN drives d ON d.id = p.drive_id
        WHERE l.content_hash = f.content_hash AND p.trashed_at IS NULL AND d.trashed_at IS NULL)) AS "trashedBytes"`,
);

type DriveRow = Omit<Storage["largestDrives"][number], "owner"> & {
  readonly ownerId: string;
  readonly ownerName: string;
  readonly ownerEmail: string | null;
};

/** Names only of drives in which the person `$1` has a place. */
const selectDrives = prepare<DriveRow>(
  "largest-drives",
  `SELECT d.id, CASE WHEN d.id IN (SELECT drives_of($1::uuid)) THEN d.name END AS name,
     u.id AS "ownerId", u.name AS "ownerName", u.email AS "ownerEmail",
     count(p.id)::float8 AS pages, coalesce(sum(f.size_bytes), 0)::float8 AS "fileBytes"
   FROM drives d JOIN users u ON u.id = d.owner_id
   LEFT JOIN pages p ON p.drive_id = d.id
   LEFT JOIN page_files l ON l.page_id = p.id LEFT JOIN files f ON f.content_hash = l.content_hash
   GROUP BY d.id, u.id ORDER BY "fileBytes" DESC, pages DESC, d.id LIMIT $2::integer`,
);

/** Ids and titles only of pages that the person `$1` may see. */
const selectFiles = prepare<Storage["largestFiles"][number]>(
  "largest-files",
  `SELECT CASE WHEN may_view($1::uuid, big.id) THEN big.id END AS "pageId",
     CASE WHEN may_view($1::uuid, big.id) THEN big.title END AS title, big.bytes
   FROM (
     SELECT p.id, p.title, f.size_bytes::float8 AS bytes
     FROM files f JOIN page_files l ON l.content_hash = f.content_hash JOIN pages p ON p.id = l.page_id
     ORDER BY f.size_bytes DESC, p.id LIMIT $2::integer) big
   ORDER BY big.bytes DESC, big.id`,
);

export const readStorage: Handler<"administration.readStorage"> = async ({ actor, services }) => {
  const { db, config } = services;
  const asked = [actor.userId, shownAtMost];
  const [[sums], drives, largestFiles, disk] = await Promise.all([
    selectSums(db, []),
    selectDrives(db, asked),
    selectFiles(db, asked),
    readDisk(config.uploadDirectory),
  ]);
  if (!sums) throw new Error("Sums of everything are one row.");
  return {
    databaseBytes: sums.databaseBytes,
    files: { count: sums.files, bytes: sums.fileBytes },
    trash: { pages: sums.trashedPages, drives: sums.trashedDrives, fileBytes: sums.trashedBytes },
    disk,
    largestDrives: drives.map(({ ownerId: id, ownerName: name, ownerEmail: email, ...drive }) => ({
      ...drive,
      owner: describePerson({ id, name, email }),
    })),
    largestFiles,
  };
};

async function readDisk(directory: string): Promise<Storage["disk"]> {
  try {
    const { bavail, blocks, bsize } = await statfs(directory);
    const [freeBytes, totalBytes] = [bavail * bsize, blocks * bsize];
    return { freeBytes, totalBytes, isLow: freeBytes < low.bytes && freeBytes < totalBytes * low.part };
  } catch {
    // Files may be kept on another machine, which web knows nothing of.
    return null;
  }
}
