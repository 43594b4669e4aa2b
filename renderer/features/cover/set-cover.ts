import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { api } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { untilShowable } from "#renderer/workspace/files/until-showable.ts";
import { patchPage } from "#renderer/workspace/pages/page-cache.ts";
import { findCachedPage, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { useUploads } from "#renderer/workspace/uploads/uploads-list.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import "./locale-en.ts";

/** The pictures that become covers. */
export const coverMediaTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"] as const;

/** Gives a page another cover, or none: shown at once, taken back with a notice when it is refused. */
export async function setCover(cache: QueryClient, page: PageSummary, cover: Cover | null): Promise<void> {
  const before = findCachedPage(cache, page.id)?.cover;
  patchPage(cache, page.id, { cover: cover ?? undefined });
  try {
    await api.call("pages.setCover", { pageId: page.id, cover });
  } catch (error) {
    patchPage(cache, page.id, { cover: before });
    showToast({ message: i18next.t("cover:notSet"), description: sentenceOf(error) });
  }
}

/** Uploads a picture right below a page and makes it the cover once it can be shown; how far it is shows among the uploads, where it can be cancelled. */
export async function uploadCover(cache: QueryClient, page: PageSummary, file: File): Promise<void> {
  if (!coverMediaTypes.some((type) => type === file.type)) {
    showToast({ message: i18next.t("cover:notSet"), description: i18next.t("cover:noPicture", { name: file.name }) });
    return;
  }
  const [uploadId] = uploadFiles([file], { driveId: page.driveId, parentId: page.id });
  const stored = uploadId === undefined ? undefined : await untilStored(uploadId);
  if (stored === undefined) return;
  await untilShowable(cache, stored.id);
  await setCover(cache, page, { kind: "picture", fileId: stored.id, position: 50 });
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
