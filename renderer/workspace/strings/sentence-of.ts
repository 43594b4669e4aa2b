import i18next from "i18next";
import { ApiError } from "#services/client/api-error.ts";

/** What went wrong, as a sentence for the person: the server's own words where it gave some. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : i18next.t("errors.unexpected");
}
