import * as z from "zod";
import { prepare } from "#services/database/prepare.ts";
import { decodeCursor, encodeCursor } from "#services/web/operations/cursor.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { mayView, pageColumns, parentIfSeen, type ShownPage, summarisePage } from "./page-summary.ts";

/** Live templates of the drive `$1` that the person `$2` may view, after the id `$3` (null: from the newest), `$4` of them. */
const selectTemplates = prepare<ShownPage>(
  "list-templates",
  `SELECT ${pageColumns(parentIfSeen)} FROM pages p
   WHERE p.drive_id = $1::uuid AND p.is_template AND p.trashed_at IS NULL
     AND ($3::uuid IS NULL OR p.id < $3::uuid) AND ${mayView("p.id")}
   ORDER BY p.id DESC LIMIT $4::integer`,
);

/** Ids are in the order in which pages were made: a cursor needs no other key. */
const noKey = z.literal("");

export const listTemplates: Handler<"pages.listTemplates"> = async ({ input, actor, services }) => {
  const { driveId, cursor, limit } = input;
  const after = cursor === undefined ? null : decodeCursor(cursor, noKey).id;
  const found = await selectTemplates(services.db, [driveId, actor.userId, after, limit + 1]);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(summarisePage),
    nextCursor: last ? encodeCursor({ sortKey: "", id: last.id }) : null,
  };
};
