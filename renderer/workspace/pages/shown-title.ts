import i18next from "i18next";
import { isBlank } from "#services/contracts/blank-text.ts";

/** A title as people are shown it: of blanks and invisible characters alone it is *Untitled*. */
export function shownTitle(title: string | undefined): string {
  return title === undefined || isBlank(title) ? i18next.t("page.untitled") : title;
}
