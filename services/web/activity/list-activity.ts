import * as z from "zod";
import type { Activity } from "#services/contracts/operations/activity.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import { decodeCursor, encodeCursor } from "#services/web/operations/cursor.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/** Part of a cursor, so that one of another listing is refused. */
const listing = "activity";

type ActivityRow = Pick<Activity, "id" | "kind" | "driveId" | "page" | "title" | "fromTitle" | "role"> & {
  readonly createdAt: Date;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
};

/**
 * What the person `$1` may learn of what happened in the drive `$2` or on the page `$3`: of a page who may see it, of the
 * drive who has a role in it that opens it, of its invites who manages it, of what is deleted who could see it then.
 */
const selectActivity = prepare<ActivityRow>(
  "list-activity",
  `SELECT a.id, a.kind, a.drive_id AS "driveId", a.created_at AS "createdAt", a.title, a.from_title AS "fromTitle", a.role,
     actor.id AS "actorId", actor.name AS "actorName", a.token_id AS "tokenId", a.token_name AS "tokenName",
     person.id AS "personId", person.name AS "personName",
     CASE WHEN p.id IS NOT NULL
       THEN json_build_object('id', p.id, 'type', p.type, 'title', p.title, 'icon', p.icon) END AS page
   FROM activity a
   LEFT JOIN pages p ON p.id = a.page_id
   LEFT JOIN users actor ON actor.id = a.actor_id
   LEFT JOIN users person ON person.id = a.person_id
   WHERE ($2::uuid IS NULL OR a.drive_id = $2::uuid) AND ($3::uuid IS NULL OR a.page_id = $3::uuid)
     AND ($4::uuid IS NULL OR a.actor_id = $4::uuid) AND ($5::text IS NULL OR a.kind = $5::text)
     AND ($6::timestamptz IS NULL OR a.created_at >= $6::timestamptz)
     AND ($7::timestamptz IS NULL OR a.created_at < $7::timestamptz)
     AND ($8::uuid IS NULL OR a.id < $8::uuid)
     AND CASE
       WHEN a.viewers IS NOT NULL THEN $1::uuid = ANY (a.viewers)
       WHEN a.page_id IS NOT NULL THEN EXISTS (SELECT FROM page_ranks(ARRAY[a.page_id], ARRAY[$1::uuid]) own WHERE own.rank >= 1)
       ELSE EXISTS (
         SELECT FROM drive_members m WHERE m.drive_id = a.drive_id AND m.user_id = $1::uuid
           AND role_rank(m.role) >= CASE WHEN a.kind LIKE 'invite.%' THEN 4 ELSE 1 END)
     END
   ORDER BY a.id DESC LIMIT $9::integer`,
);

export const listActivity: Handler<"activity.list"> = async ({ input, actor, services }) => {
  const { driveId, pageId, actorId, kind, since, before, cursor, limit } = input;
  if (driveId === undefined && pageId === undefined)
    throw new OperationError("invalid-input", "Say which driveId or pageId is meant.");
  const place = cursor === undefined ? null : decodeCursor(cursor, z.literal(listing)).id;
  const rows = await selectActivity(services.db, [
    ...[actor.userId, driveId ?? null, pageId ?? null, actorId ?? null, kind ?? null],
    ...[since ?? null, before ?? null, place, limit + 1],
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => describeActivity(row, actor.userId)),
    nextCursor: last === undefined ? null : encodeCursor({ sortKey: listing, id: last.id }),
  };
};

function describeActivity(row: ActivityRow, readerId: string): Activity {
  const { actorId, actorName, tokenId, tokenName, personId, personName, createdAt, ...told } = row;
  return {
    ...told,
    createdAt: createdAt.toISOString(),
    actor: actorId === null ? null : { id: actorId, name: actorName ?? "" },
    // What a person calls their tokens is their own affair.
    token: tokenId === null ? null : { name: actorId === readerId ? tokenName : null },
    person: personId === null ? null : { id: personId, name: personName ?? "" },
  };
}
