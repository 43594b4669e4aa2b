import type { PersonSummary } from "#services/contracts/shapes.ts";
import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";

/**
 * Those with a place in a drive in which the person `$1` is more than a guest, by words of their name that begin so; by
 * their address, which is for those in charge, only where `$1` is in charge of such a drive.
 */
const selectPeople = prepare<PersonSummary>(
  "people-by-beginning",
  `SELECT u.id, u.name, CASE WHEN known.in_charge THEN u.email END AS email
   FROM users u JOIN LATERAL (
     SELECT bool_or(mine.role IN ('owner', 'admin')) AS in_charge
     FROM drive_members mine JOIN drive_members theirs ON theirs.drive_id = mine.drive_id
     JOIN drives d ON d.id = mine.drive_id AND d.trashed_at IS NULL
     WHERE mine.user_id = $1::uuid AND mine.role <> 'guest' AND theirs.user_id = u.id
   ) known ON known.in_charge IS NOT NULL
   WHERE u.id <> $1::uuid AND u.deactivated_at IS NULL
     AND ($2::text = '' OR (known.in_charge AND starts_with(lower(u.email), lower($2::text)))
       OR EXISTS (SELECT FROM regexp_split_to_table(u.name, '\\s+') WITH ORDINALITY AS word(text, place)
                  WHERE starts_with(lower(word.text), lower($2::text)))
       OR starts_with(lower(u.name), lower($2::text)))
   ORDER BY lower(u.name), u.id LIMIT $3::integer`,
);

export const searchPeople: Handler<"people.search"> = async ({ input, actor, services }) => {
  const found = await selectPeople(services.db, [actor.userId, input.query.trim(), input.limit]);
  return { items: found.map(describePerson) };
};
