import { includesLevel } from "#services/contracts/access-levels.ts";
import type { PageDetails } from "./page-queries.ts";

/** Whether the person may change what the page says, its title, icon and cover, as it is now. */
export function isChangeable({ level, isTrashed, isLocked }: PageDetails): boolean {
  return includesLevel(level, "edit") && !isTrashed && isLocked !== true;
}
