import { clsx } from "clsx";
import { Check, ChevronDown, TriangleAlert, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { formatSize } from "#renderer/workspace/strings/format.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { resumeUploads } from "#renderer/workspace/uploads/uploads.ts";
import { dismissUploads, isRunning, type Upload, useUploads } from "#renderer/workspace/uploads/uploads-list.ts";
import "./locale-en.ts";

/** Uploads of this window in the corner: how far each is, what became of it, a way to stop it. */
export function UploadPanel() {
  const { t } = useTranslation(["app", "uploads"]);
  const items = useUploads((uploads) => uploads.items);
  const isBusy = items.some(isRunning);
  useEffect(resumeUploads, []);
  const [isFolded, setIsFolded] = useState(false);
  const listId = useId();
  const sent = items.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  const all = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <section
      aria-label={t("uploads:title", { count: items.length })}
      className="rise fixed right-4 bottom-4 z-20 w-80 max-w-[calc(100vw-32px)] overflow-hidden rounded-lg border border-line bg-raised shadow-lift"
    >
      <header className="flex items-center gap-2 px-3.5 pt-2.5 pb-1">
        <h2 className="flex-1 font-medium">{t("uploads:title", { count: items.length })}</h2>
        <button
          type="button"
          aria-label={t(isFolded ? "uploads:unfold" : "uploads:fold")}
          aria-expanded={!isFolded}
          aria-controls={listId}
          className="grid size-7 place-items-center rounded-sm text-ink-2 hover:bg-hover"
          onClick={() => setIsFolded(!isFolded)}
        >
          <ChevronDown aria-hidden className={clsx("size-4 transition-transform", isFolded && "rotate-180")} />
        </button>
        {isBusy ? null : (
          <button
            type="button"
            aria-label={t("uploads:dismiss")}
            className="-mr-1 grid size-7 place-items-center rounded-sm text-ink-2 hover:bg-hover"
            onClick={dismissUploads}
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </header>
      {isFolded && isBusy ? (
        <p className="px-3.5 pb-2 text-ink-3 text-xs">{`${formatSize(sent)} / ${formatSize(all)}`}</p>
      ) : null}
      <ul id={listId} hidden={isFolded} className="max-h-60 overflow-y-auto px-2 pb-2">
        {items.map((upload) => (
          <UploadLine key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

function UploadLine({ upload }: { upload: Upload }) {
  const { t } = useTranslation(["app", "uploads"]);
  const openPage = useOpenPage();
  const { page } = upload;
  const share = upload.sizeBytes === 0 ? 1 : upload.sentBytes / upload.sizeBytes;
  return (
    <li className="rounded-md px-1.5 py-1">
      <div className="flex min-h-7 items-center gap-2">
        <div className="min-w-0 flex-1">
          {page === undefined ? (
            <p className="truncate">{upload.name}</p>
          ) : (
            <button
              type="button"
              aria-label={t("uploads:open", { name: upload.name })}
              className="block max-w-full truncate hover:underline"
              onClick={() => openPage(page)}
            >
              {upload.name}
            </button>
          )}
          <p className={clsx("text-xs", upload.state === "failed" ? "text-bad" : "text-ink-3")}>
            <UploadState upload={upload} />
          </p>
        </div>
        {upload.state === "done" ? <Check aria-hidden className="size-4 text-ok" /> : null}
        {upload.state === "failed" ? (
          <>
            <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />
            <Button aria-label={t("uploads:retry", { name: upload.name })} onClick={upload.retry}>
              {t("common.retry")}
            </Button>
          </>
        ) : null}
        {isRunning(upload) ? (
          <button
            type="button"
            aria-label={t("uploads:cancel", { name: upload.name })}
            className="grid size-6 place-items-center rounded-sm text-ink-2 hover:bg-hover"
            onClick={upload.cancel}
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : null}
      </div>
      {isRunning(upload) ? (
        <progress
          aria-label={upload.name}
          max={1}
          value={share}
          className="mt-1 block h-1 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
        />
      ) : null}
    </li>
  );
}

function UploadState({ upload }: { upload: Upload }) {
  const { t } = useTranslation(["app", "uploads"]);
  switch (upload.state) {
    case "waiting":
      return t("uploads:waiting");
    case "sending":
      return `${formatSize(upload.sentBytes)} / ${formatSize(upload.sizeBytes)}`;
    case "storing":
      return t("uploads:storing");
    case "done":
      return formatSize(upload.sizeBytes);
    case "cancelled":
      return t("uploads:cancelled");
    case "failed":
      return t("uploads:failed", { reason: upload.reason ?? "" });
  }
}
