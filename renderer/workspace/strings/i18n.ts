import i18next, { type ResourceLanguage } from "i18next";
import { initReactI18next } from "react-i18next";

/**
 * The strings of every part, by namespace. A part adds its own beside its strings:
 * `declare module "#renderer/workspace/strings/i18n.ts" { interface Strings { document: typeof en } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the parts
export interface Strings {}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: Strings;
  }
}

/** Starts translation with the shell's strings; stands before the first render. */
export async function startTranslation(app: ResourceLanguage[string]): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    defaultNS: "app",
    resources: { en: { app } },
    interpolation: { escapeValue: false },
  });
}

/** Adds the strings of a part that is loaded later; called where the part's module ends. */
export function addStrings(namespace: keyof Strings, strings: ResourceLanguage[string]): void {
  i18next.addResourceBundle("en", namespace, strings);
}
