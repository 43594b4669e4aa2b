import type { AccessLevel, DriveRole } from "#services/contracts/access-levels.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import type { PagePermissions } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

/** How many of those who may see a page are told. */
const mostPeople = 500;

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

interface Origin {
  readonly pageId: string | null;
  readonly title: string | null;
}

type PermissionsRow = {
  readonly level: AccessLevel;
  readonly isRestricted: boolean;
  readonly restrictedBy: Origin | null;
  readonly grants:
    | readonly {
        readonly id: string;
        readonly person: Person | null;
        readonly role: Exclude<DriveRole, "owner" | "admin"> | null;
        readonly level: Exclude<AccessLevel, "none">;
        readonly expiresAt: string | null;
        readonly from: Origin | null;
      }[]
    | null;
  readonly people:
    | readonly { readonly person: Person; readonly role: DriveRole | null; readonly rank: number }[]
    | null;
};

const person = "json_build_object('id', u.id, 'name', u.name, 'email', u.email)";
const origin = `json_build_object('pageId', CASE WHEN shown.is THEN a.id END, 'title', CASE WHEN shown.is THEN a.title END)`;

/** The page `$1` as the person `$2` sees its rights. The chain is the page and its ancestors up to the nearest restricted one. */
const selectPermissions = prepare<PermissionsRow>(
  "page-permissions",
  `WITH page AS (
     SELECT p.id, p.drive_id, p.access_mode, p.ancestor_ids || p.id AS line FROM pages p WHERE p.id = $1::uuid
   ), border AS (
     SELECT a.id, a.title, cardinality(a.ancestor_ids) + 1 AS depth
     FROM page JOIN pages a ON a.id = ANY (page.line)
     WHERE a.access_mode = 'restricted' ORDER BY cardinality(a.ancestor_ids) DESC LIMIT 1
   ), granted AS (
     SELECT g.*, cardinality(a.ancestor_ids) AS depth
     FROM page JOIN page_permissions g ON g.page_id = ANY (page.line[coalesce((SELECT depth FROM border), 1):])
     JOIN pages a ON a.id = g.page_id
     WHERE g.expires_at IS NULL OR g.expires_at > now()
   ), candidates AS (
     SELECT m.user_id AS id FROM page JOIN drive_members m ON m.drive_id = page.drive_id
     UNION SELECT g.user_id FROM granted g WHERE g.user_id IS NOT NULL
   )
   SELECT
     (SELECT access_level(r.rank) FROM page_ranks(ARRAY[$1::uuid], ARRAY[$2::uuid]) r) AS level,
     page.access_mode = 'restricted' AS "isRestricted",
     (SELECT ${origin} FROM border a
      CROSS JOIN LATERAL (SELECT may_view($2::uuid, a.id) AS is) shown WHERE a.id <> page.id) AS "restrictedBy",
     (SELECT json_agg(json_build_object('id', g.id, 'role', g.drive_role, 'level', g.level,
         'expiresAt', to_char(g.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'person', CASE WHEN u.id IS NOT NULL THEN ${person} END,
         'from', CASE WHEN g.page_id <> page.id THEN ${origin} END)
         ORDER BY g.depth DESC, g.created_at, g.id)
      FROM granted g JOIN pages a ON a.id = g.page_id LEFT JOIN users u ON u.id = g.user_id
      CROSS JOIN LATERAL (SELECT may_view($2::uuid, a.id) AS is) shown) AS grants,
     (SELECT json_agg(seen) FROM (
        SELECT ${person} AS person, m.role, r.rank
        FROM page_ranks(ARRAY[$1::uuid], ARRAY(SELECT id FROM candidates)) r
        JOIN users u ON u.id = r.user_id
        LEFT JOIN drive_members m ON m.drive_id = page.drive_id AND m.user_id = r.user_id
        WHERE r.rank >= 1 ORDER BY r.rank DESC, lower(u.name), u.id LIMIT ${mostPeople + 1}
      ) seen) AS people
   FROM page`,
);

function isInCharge(role: DriveRole | null): boolean {
  return role === "owner" || role === "admin";
}

const levels = ["none", "view", "comment", "edit", "manage"] as const;

/** Who may see a page and why, as one person may know it, in one statement. Addresses are for those who manage the page. */
export async function readPermissions(q: Queryable, userId: string, pageId: string): Promise<PagePermissions> {
  const [row] = await selectPermissions(q, [pageId, userId]);
  if (!row) throw new OperationError("not-found", "There is no such page, or you may not see it.");
  const isManager = includesLevel(row.level, "manage");
  const describe = (one: Person) => describePerson(isManager || one.id === userId ? one : { ...one, email: null });
  const everybody = row.people ?? [];
  const own = everybody.find((one) => one.person.id === userId)?.role ?? "guest";
  // A guest is told of those in charge alone, as in the list of members.
  const isKnown = ({ id }: Person) =>
    isManager ||
    own !== "guest" ||
    id === userId ||
    everybody.some((one) => one.person.id === id && isInCharge(one.role));
  const people = everybody.filter((one) => isKnown(one.person));
  return {
    pageId,
    level: row.level,
    isRestricted: row.isRestricted,
    restrictedBy: row.restrictedBy,
    grants: (row.grants ?? [])
      .filter((grant) => grant.person === null || isKnown(grant.person))
      .map((grant) => ({
        ...grant,
        person: grant.person === null ? null : describe(grant.person),
      })),
    people: people.slice(0, mostPeople).map((one) => ({
      person: describe(one.person),
      role: one.role,
      level: levels[one.rank] ?? "none",
    })),
    hasMorePeople: people.length > mostPeople || people.length < everybody.length,
  };
}
