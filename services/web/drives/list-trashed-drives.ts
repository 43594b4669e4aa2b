import { limits } from "#services/contracts/limits.ts";
import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";

interface TrashedRow {
  readonly id: string;
  readonly name: string;
  readonly icon: string | null;
  readonly pageCount: number;
  readonly trashedAt: Date;
}

const selectTrashed = prepare<TrashedRow>(
  "trashed-drives",
  `SELECT d.id, d.name, d.icon, d.trashed_at AS "trashedAt",
     (SELECT count(*)::integer FROM pages p WHERE p.drive_id = d.id) AS "pageCount"
   FROM drives d WHERE d.owner_id = $1::uuid AND d.trashed_at IS NOT NULL ORDER BY d.trashed_at DESC, d.id`,
);

const msPerDay = 86_400_000;

export const listTrashedDrives: Handler<"drives.listTrashed"> = async ({ actor, services }) => {
  const found = await selectTrashed(services.db, [actor.userId]);
  return {
    items: found.map(({ trashedAt, ...drive }) => ({
      ...drive,
      trashedAt: trashedAt.toISOString(),
      deletedAt: new Date(trashedAt.getTime() + limits.trashDays * msPerDay).toISOString(),
    })),
  };
};
