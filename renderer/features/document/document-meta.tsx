import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { formatAgo } from "#renderer/workspace/strings/format.ts";
import { PageTags } from "#renderer/workspace/tags/page-tags.tsx";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { readingMinutes } from "./reading-time.ts";

interface DocumentMetaProps {
  readonly page: PageDetails;
  readonly content: DocumentJson | undefined;
}

const refreshMs = 30_000;

/** Who changed the page and when, and how long it takes to read. */
export function DocumentMeta({ page, content }: DocumentMetaProps) {
  const { t } = useTranslation("document");
  const now = useNow();
  const ago = formatAgo(page.updatedAt, Math.max(now, Date.parse(page.updatedAt)));
  const minutes = useMemo(() => (content === undefined ? 0 : readingMinutes(content)), [content]);
  return (
    <div className="document-meta">
      <span>
        {page.updatedBy === null ? t("meta.updated", { ago }) : t("meta.updatedBy", { ago, name: page.updatedBy })}
      </span>
      {page.isTemplate === true && <span>{t("meta.template")}</span>}
      {minutes > 0 && <span>{t("meta.reading", { count: minutes })}</span>}
      <PageTags page={page} />
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
