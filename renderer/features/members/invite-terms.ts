import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";

export type Invite = OperationOutput<"invites.list">["items"][number];

/** Gives the words for how many may join by a link. */
export function usePeopleOf(): (maxUses: number | null) => string {
  const { t } = useTranslation("members");
  return useCallback((maxUses) => (maxUses === null ? t("forAnybody") : t("forPeople", { count: maxUses })), [t]);
}

/** Gives the words for how many may join by a link, and until when. */
export function useInviteTerms(): (invite: Pick<Invite, "maxUses" | "expiresAt">) => string {
  const { t } = useTranslation("members");
  const peopleOf = usePeopleOf();
  return useCallback(
    ({ maxUses, expiresAt }) => {
      const end = expiresAt === null ? t("withoutEnd") : t("until", { date: formatDate(expiresAt) });
      return `${peopleOf(maxUses)}, ${end}`;
    },
    [t, peopleOf],
  );
}
