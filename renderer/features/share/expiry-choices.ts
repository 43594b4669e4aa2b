import { useTranslation } from "react-i18next";

const days = { never: null, day: 1, week: 7, month: 30 } as const;
const msPerDay = 86_400_000;

/** For how long something is shared. */
export type Expiry = keyof typeof days;

const expiries = ["never", "day", "week", "month"] as const satisfies readonly Expiry[];

/** The times to choose from, in words. */
export function useExpiryChoices(): readonly { readonly value: Expiry; readonly label: string }[] {
  const { t } = useTranslation("share");
  return expiries.map((value) => ({ value, label: t(`expiries.${value}`) }));
}

/** The time a choice stands for. */
export function asExpiry(value: string): Expiry {
  return expiries.find((expiry) => expiry === value) ?? "never";
}

/** When something ends that is shared from now on; null for never. */
export function expiryDate(expiry: Expiry): string | null {
  const inDays = days[expiry];
  return inDays === null ? null : new Date(Date.now() + inDays * msPerDay).toISOString();
}
