import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { api } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { untilShowable } from "#renderer/workspace/files/until-showable.ts";
import { patchPage, removePage } from "#renderer/workspace/pages/page-cache.ts";
import { findCachedPage, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { takeOffList, useUploads } from "#renderer/workspace/uploads/uploads-list.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import "./locale-en.ts";

/** The pictures that become covers. */
export const coverMediaTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"] as const;

/** Gives a page another cover, or none: shown at once, taken back with a notice when it is refused. */
export async function setCover(cache: QueryClient, page: PageSummary, cover: Cover | null): Promise<void> {
  await sendCover(cache, page, cover).catch(sayNotSet);
}

/** Takes the cover of a page away, and offers to bring it back. */
export async function removeCover(cache: QueryClient, page: PageSummary): Promise<void> {
  const before = (findCachedPage(cache, page.id) ?? page).cover;
  try {
    await sendCover(cache, page, null);
  } catch (error) {
    sayNotSet(error);
    return;
  }
  if (before === undefined) return;
  showToast({
    message: i18next.t("cover:removed", { title: shownTitle(page.title) }),
    action: { label: i18next.t("common.undo"), onSelect: () => void setCover(cache, page, before) },
  });
}

async function sendCover(cache: QueryClient, page: PageSummary, cover: Cover | null): Promise<void> {
  const before = findCachedPage(cache, page.id)?.cover;
  patchPage(cache, page.id, { cover: cover ?? undefined });
  try {
    await api.call("pages.setCover", { pageId: page.id, cover });
  } catch (error) {
    patchPage(cache, page.id, { cover: before });
    throw error;
  }
}

function sayNotSet(error: unknown): void {
  const message = i18next.t("cover:notSet");
  const sentence = sentenceOf(error);
  // Some of the server's sentences begin with the same words.
  showToast(sentence.startsWith(message) ? { message: sentence } : { message, description: sentence });
}

/** Uploads a picture right below a page and makes it the cover once it can be shown; how far it is shows among the uploads, where it can be cancelled. */
export async function uploadCover(cache: QueryClient, page: PageSummary, file: File): Promise<void> {
  const sayNoPicture = () =>
    showToast({ message: i18next.t("cover:notSet"), description: i18next.t("cover:noPicture", { name: file.name }) });
  if (!coverMediaTypes.some((type) => type === file.type)) {
    sayNoPicture();
    return;
  }
  const [uploadId] = uploadFiles([file], { driveId: page.driveId, parentId: page.id });
  const stored = uploadId === undefined ? undefined : await untilStored(uploadId);
  if (uploadId === undefined || stored === undefined) return;
  const preview = await untilShowable(cache, stored.id);
  const isBroken = preview !== undefined && preview !== "ready";
  try {
    if (!isBroken) await sendCover(cache, page, { kind: "picture", fileId: stored.id, position: 50 });
  } catch (error) {
    sayNotSet(error);
    if (!isAway(error)) await discard(cache, stored, uploadId);
    return;
  }
  if (!isBroken) return;
  sayNoPicture();
  await discard(cache, stored, uploadId);
}

/** Takes away for ever what was uploaded to be a cover only; without the right to that it lies in the trash. */
async function discard(cache: QueryClient, stored: PageSummary, uploadId: number): Promise<void> {
  takeOffList(uploadId);
  try {
    await api.call("pages.trash", { pageId: stored.id });
    removePage(cache, stored.id);
    await api.call("pages.delete", { pageId: stored.id });
  } catch {
    // It is where the lists of pages show it.
  }
  await cache.invalidateQueries({ queryKey: queryKeys.trash(stored.driveId) });
}

/** The page an upload became; undefined where it was cancelled, or failed and was put aside. */
function untilStored(uploadId: number): Promise<PageSummary | undefined> {
  return new Promise((resolve) => {
    const stop = useUploads.subscribe(({ items }) => {
      const upload = items.find(({ id }) => id === uploadId);
      if (upload !== undefined && upload.page === undefined && upload.state !== "cancelled") return;
      stop();
      resolve(upload?.page);
    });
  });
}
