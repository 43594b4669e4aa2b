import { limits } from "#services/contracts/limits.ts";
import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { mayView, pageColumns, parentIfSeen, type ShownPage, summarisePage } from "#services/web/pages/page-summary.ts";

/** What lies in the trash or was hidden stays a favourite and comes back with the page. */
const selectFavorites = prepare<ShownPage>(
  "list-favorites",
  `SELECT ${pageColumns(parentIfSeen)} FROM favorites favorite JOIN pages p ON p.id = favorite.page_id
   WHERE favorite.user_id = $2::uuid AND p.trashed_at IS NULL AND ${mayView("p.id")}
   ORDER BY favorite.position LIMIT $1::integer`,
);

export const listFavorites: Handler<"favorites.list"> = async ({ actor, services }) => {
  const found = await selectFavorites(services.db, [limits.favorites, actor.userId]);
  return { items: found.map(summarisePage) };
};
