import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { insertPage } from "#renderer/workspace/pages/page-cache.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import "./locale-en.ts";

interface TemplatesDialogProps {
  /** Where the new page comes to lie. */
  readonly place: { readonly driveId: string; readonly parentId: string | null };
}

/** The templates of a drive, by title; the one that is picked becomes a page, which opens. */
export function TemplatesDialog({ place }: TemplatesDialogProps) {
  const { t } = useTranslation(["app", "templates"]);
  const cache = useQueryClient();
  const openPage = useOpenPage();
  const [words, setWords] = useState("");
  const {
    data: templates,
    error,
    refetch,
  } = useQuery({
    queryKey: queryKeys.templates(place.driveId),
    queryFn: ({ signal }) => listTemplates(place.driveId, signal),
  });
  const shown = templates?.filter(({ title }) => fits(shownTitle(title), words)) ?? [];

  function choose(template: PageSummary) {
    closeDialog();
    api.call("pages.createFromTemplate", { pageId: template.id, parentId: place.parentId }).then(
      (page) => {
        insertPage(cache, page);
        openPage(page);
      },
      (error: unknown) => showToast({ message: t("errors.notCreated"), description: sentenceOf(error) }),
    );
  }
  return (
    <Dialog
      title={t("templates:title")}
      description={t("templates:description")}
      closeLabel={t("common.close")}
      onClose={closeDialog}
    >
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const [first] = shown;
          if (first !== undefined) choose(first);
        }}
      >
        <input
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          aria-label={t("templates:search")}
          placeholder={t("templates:search")}
          autoComplete="off"
          className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
        />
        <ul aria-label={t("templates:label")} className="max-h-[min(42vh,320px)] overflow-y-auto">
          {shown.map((template) => (
            <li key={template.id}>
              <button
                type="button"
                className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 text-left text-ink hover:bg-hover focus-visible:bg-active coarse:min-h-11"
                onClick={() => choose(template)}
              >
                <PageIcon type={template.type} icon={template.icon} className="text-ink-2" />
                <span dir="auto" className="min-w-0 truncate">
                  {shownTitle(template.title)}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {templates === undefined ? <Waiting error={error} onRetry={() => void refetch()} /> : null}
        {templates !== undefined && shown.length === 0 ? (
          <p role="status" className="px-2 text-ink-2 text-md">
            {t(templates.length === 0 ? "templates:empty" : "templates:none")}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

function Waiting({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const { t } = useTranslation(["app", "templates"]);
  if (error === null) return <p className="text-ink-3 text-md">{t("templates:loading")}</p>;
  return (
    <div role="alert" className="flex flex-col items-start gap-2 text-md">
      <p>{t("templates:failed")}</p>
      <p className="text-ink-2">{sentenceOf(error)}</p>
      <Button onClick={onRetry}>{t("common.retry")}</Button>
    </div>
  );
}

/** All of a drive, by title. */
async function listTemplates(driveId: string, signal: AbortSignal): Promise<PageSummary[]> {
  const found: PageSummary[] = [];
  let next: { readonly cursor?: string } | null = {};
  while (next !== null) {
    const answer: { items: PageSummary[]; nextCursor: string | null } = await api.call(
      "pages.listTemplates",
      { driveId, ...next },
      { signal },
    );
    found.push(...answer.items);
    next = answer.nextCursor === null ? null : { cursor: answer.nextCursor };
  }
  return found.toSorted((one, other) => one.title.localeCompare(other.title));
}

function fits(title: string, words: string): boolean {
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => title.toLocaleLowerCase().includes(word));
}
