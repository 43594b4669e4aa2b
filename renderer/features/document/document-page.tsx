import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileWarning } from "lucide-react";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { MissingPart } from "#renderer/components/missing-part.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { isChangeable } from "#renderer/workspace/pages/is-changeable.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { clearPageStatus, setPageStatus } from "#renderer/workspace/pages/page-status.ts";
import { usePrinted } from "#renderer/workspace/pages/printing.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { DocumentMeta } from "./document-meta.tsx";
import { documentQuery, keepContent } from "./document-query.ts";
import { DocumentTitle } from "./document-title.tsx";
import { createEarlyInput } from "./early-input.ts";
import { MentioningPage } from "./mentions/static-mention.tsx";
import { parseContent } from "./parse-content.ts";
import { StaticContent } from "./static-content.tsx";
import "./document.css";
import "./locale-en.ts";

const LiveDocument = lazyPart(
  () => import("./live-document.tsx").then((module) => module.LiveDocument),
  ReadableDocument,
);

interface DocumentPageProps {
  readonly page: PageDetails;
}

/** A document: its content at once from the database, then live with everyone who has it open. */
export function DocumentPage({ page }: DocumentPageProps) {
  return <OpenDocument key={page.id} page={page} />;
}

function OpenDocument({ page }: DocumentPageProps) {
  const { t } = useTranslation("document");
  const cache = useQueryClient();
  const stored = useQuery(documentQuery(page.id));
  const content = useMemo(
    () => (stored.data === undefined ? undefined : parseContent(stored.data.content)),
    [stored.data],
  );
  const [liveContent, setLiveContent] = useState<DocumentJson>();
  const [early] = useState(createEarlyInput);
  const body = useRef<HTMLDivElement>(null);
  const focusBody = useRef<() => void>(early.placeAtStart);
  const focusTitle = useRef<() => void>(() => undefined);
  const keepLast = useCallback((last: DocumentJson) => keepContent(cache, page.id, last), [cache, page.id]);
  const isEditable = isChangeable(page);

  useEffect(() => {
    setPageStatus({ pageId: page.id, state: "loading" });
    return () => clearPageStatus(page.id);
  }, [page.id]);

  usePrinted(page.id, content !== undefined);

  useEffect(() => (body.current !== null && isEditable ? early.watch(body.current) : undefined), [early, isEditable]);

  const words = useMemo(() => ({ unknownBlock: t("body.unknown"), taskDone: t("task.done") }), [t]);
  const firstPaint =
    content === undefined ? (
      <WaitingContent error={stored.error} onRetry={() => void stored.refetch()} />
    ) : (
      <MentioningPage value={page.id}>
        <StaticContent content={content} words={words} />
      </MentioningPage>
    );

  return (
    <article className="document">
      <DocumentTitle page={page} isEditable={isEditable} focusHandle={focusTitle} onLeave={() => focusBody.current()} />
      <DocumentMeta page={page} content={liveContent ?? content} />
      <div ref={body} className="document-body">
        <Suspense fallback={firstPaint}>
          <LiveDocument
            page={page}
            isEditable={isEditable}
            firstPaint={firstPaint}
            focusHandle={focusBody}
            early={early}
            onLeaveUp={() => focusTitle.current()}
            onContent={setLiveContent}
            onClose={keepLast}
          />
        </Suspense>
      </div>
    </article>
  );
}

/** The content for reading, where the editor's code could not be fetched. */
function ReadableDocument({ firstPaint }: { readonly firstPaint: ReactNode }) {
  return (
    <>
      {firstPaint}
      <MissingPart />
    </>
  );
}

function WaitingContent({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  const { t } = useTranslation(["document", "app"]);
  const isOffline = useConnection(({ status }) => status === "offline");
  if (isOffline && (error === null || isAway(error))) {
    return (
      <p role="status" className="appear-late text-ink-2">
        {t("app:page.notHereYet")}
      </p>
    );
  }
  if (error !== null) {
    return (
      <Notice
        icon={FileWarning}
        title={t("failed.title")}
        role="alert"
        action={<Button onClick={onRetry}>{t("failed.retry")}</Button>}
      >
        {sentenceOf(error)}
      </Notice>
    );
  }
  return (
    <div className="document-skeleton">
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-4/5" />
    </div>
  );
}
