import { useTranslation } from "react-i18next";
import type { GivenLevel } from "./permissions-query.ts";

const levels = ["view", "comment", "edit", "manage"] as const satisfies readonly GivenLevel[];

/** The levels that can be given, in words. */
export function useLevelChoices(): readonly { readonly value: GivenLevel; readonly label: string }[] {
  const { t } = useTranslation("share");
  return levels.map((value) => ({ value, label: t(`levels.${value}`) }));
}

/** The level a choice stands for. */
export function asLevel(value: string): GivenLevel {
  return levels.find((level) => level === value) ?? "view";
}
