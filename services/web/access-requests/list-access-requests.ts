import type { AccessRequest } from "#services/contracts/operations/access-requests.ts";
import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

/** How many are told at once: the rest follows as these are answered. */
const most = 100;

type RequestRow = AccessRequest["page"] & {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly level: AccessRequest["level"];
  readonly message: string;
  readonly createdAt: Date;
};

/** What is asked of the person `$1`: on pages they manage, by people who do not have it by another way meanwhile. */
const selectRequests = prepare<RequestRow>(
  "access-requests",
  `SELECT p.id, p.drive_id AS "driveId", p.type, p.title, p.icon, u.id AS "userId", u.name, u.email,
     r.level, r.message, r.created_at AS "createdAt"
   FROM access_requests r JOIN pages p ON p.id = r.page_id JOIN users u ON u.id = r.user_id
   WHERE p.trashed_at IS NULL AND u.deactivated_at IS NULL
     AND EXISTS (SELECT FROM page_ranks(ARRAY[p.id], ARRAY[$1::uuid]) own WHERE own.rank >= 4)
     AND NOT EXISTS (SELECT FROM page_ranks(ARRAY[p.id], ARRAY[u.id]) theirs
       WHERE theirs.rank >= CASE r.level WHEN 'view' THEN 1 WHEN 'comment' THEN 2 ELSE 3 END)
   ORDER BY r.created_at, u.id LIMIT ${most}`,
);

export const listAccessRequests: Handler<"accessRequests.list"> = async ({ actor, services }) => {
  const found = await selectRequests(services.db, [actor.userId]);
  return {
    items: found.map(({ userId, name, email, level, message, createdAt, ...page }) => ({
      page,
      person: describePerson({ id: userId, name, email }),
      level,
      message,
      createdAt: createdAt.toISOString(),
    })),
  };
};
