import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { showToast } from "#renderer/components/toast.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { ApiError } from "#services/client/api-error.ts";
import { meetTitle } from "./meet-title.ts";
import { patchPage } from "./page-cache.ts";
import { dropTitle, findPendingTitle, markTrouble } from "./pending-titles.ts";

interface RefusedTitle {
  readonly pageId: string;
  readonly title: string;
  readonly error: ApiError;
}

interface Sending {
  readonly resend: (cache: QueryClient, pageId: string) => Promise<void>;
  readonly sendSoon: () => void;
}

/** What becomes of a title that the server did not take: it meets that of somebody else, waits, or is dropped with a word. */
export function refuseTitle(
  cache: QueryClient,
  { pageId, title, error }: RefusedTitle,
  { resend, sendSoon }: Sending,
): void {
  const theirs = readConflict(error);
  if (theirs !== undefined) {
    patchPage(cache, pageId, { title: theirs.title });
    if (meetTitle(cache, { pageId, ...theirs, resend })) sendSoon();
    return;
  }
  const pending = findPendingTitle(pageId);
  if (pending === undefined) return;
  const sentence = sentenceOf(error);
  patchPage(cache, pageId, { title: pending.basedOn });
  showToast({ message: i18next.t("errors.notRenamed"), description: sentence });
  // One that a locked page did not take is sent again once it is unlocked.
  if (error.code === "invalid-input" || error.code === "conflict")
    markTrouble(pageId, { trouble: "refused", sentence });
  // The page is gone, or not this person's to rename any more.
  else if (pending.title === title) dropTitle(pageId);
}

function readConflict(error: ApiError): { readonly title: string; readonly actorId: string | null } | undefined {
  if (error.code !== "conflict") return undefined;
  if (typeof error.details !== "object" || error.details === null) return undefined;
  const { title, updatedBy }: { title?: unknown; updatedBy?: unknown } = error.details;
  if (typeof title !== "string") return undefined;
  return { title, actorId: typeof updatedBy === "string" ? updatedBy : null };
}
