import { useQuery } from "@tanstack/react-query";
import { Download, FileWarning } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { fileQuery } from "#renderer/workspace/files/file-query.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { formatAgo, formatSize } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { PageTags } from "#renderer/workspace/tags/page-tags.tsx";
import type { FileDetails } from "#services/contracts/shapes.ts";
import { FileFailures } from "./file-failures.tsx";
import { FilePreview } from "./file-preview.tsx";
import { FileText } from "./file-text.tsx";
import { typeName } from "./type-name.ts";
import "./file.css";
import "./locale-en.ts";

/** A file: what it is, how it looks, what it says, and the file itself to take along. */
export function FilePage({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation("file");
  const file = useQuery(fileQuery(page.id));
  const isWorking = file.data?.preview === "pending" || file.data?.text === "pending";

  return (
    <article className="file" aria-busy={isWorking}>
      <header className="file-header">
        <div className="file-heading">
          <h1>{page.title}</h1>
          <FileFacts page={page} details={file.data} />
          <div className="mt-2">
            <PageTags page={page} />
          </div>
        </div>
        <a className="file-download" href={api.address("files.download", { pageId: page.id })} download={page.title}>
          <Download aria-hidden />
          {t("download")}
        </a>
      </header>
      {file.data === undefined ? (
        <FileWaiting error={file.error} onRetry={() => void file.refetch()} />
      ) : (
        <FileContent page={page} details={file.data} />
      )}
    </article>
  );
}

function FileContent({ page, details }: { readonly page: PageDetails; readonly details: FileDetails }) {
  const { t } = useTranslation("file");
  return (
    <>
      <FileFailures page={page} details={details} />
      <FilePreview page={page} details={details} />
      <FileText details={details} />
      {details.preview === "none" && details.text === "none" && <p className="file-nothing">{t("nothing")}</p>}
    </>
  );
}

function FileFacts({ page, details }: { readonly page: PageDetails; readonly details: FileDetails | undefined }) {
  const { t } = useTranslation("file");
  if (details === undefined) return <p className="file-facts">&nbsp;</p>;
  return (
    <p className="file-facts">
      <span>{typeName(details.mediaType, t)}</span>
      <span>{formatSize(details.sizeBytes)}</span>
      <span>{formatAgo(page.createdAt)}</span>
    </p>
  );
}

function FileWaiting({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  const { t } = useTranslation("file");
  if (error === null) return <Skeleton className="h-64 w-full rounded-md" />;
  return (
    <Notice
      icon={FileWarning}
      title={t("failed.details")}
      role="alert"
      action={<Button onClick={onRetry}>{t("failed.retry")}</Button>}
    >
      {sentenceOf(error)}
    </Notice>
  );
}
