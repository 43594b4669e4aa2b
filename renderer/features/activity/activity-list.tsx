import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CloudOff, History, WifiOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Select } from "#renderer/components/select.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { membersQuery } from "#renderer/workspace/drives/members-query.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { beginOf, type TimeSpan, timeSpans } from "#renderer/workspace/strings/time-spans.ts";
import { ActivityKind } from "#services/contracts/operations/activity.ts";
import { ActivityLine } from "./activity-line.tsx";
import { activityQuery } from "./activity-query.ts";
import "./locale-en.ts";

interface ActivityListProps {
  readonly driveId: string;
  /** Of this page alone; without it, of the whole drive. */
  readonly pageId?: string;
}

interface Narrowing {
  readonly actorId?: string;
  readonly kind?: ActivityKind;
  readonly span?: TimeSpan;
}

/** What happened on a page or in a drive, narrowed by person, kind and time. */
export function ActivityList({ driveId, pageId }: ActivityListProps) {
  const { t } = useTranslation(["app", "activity"]);
  const [narrowing, setNarrowing] = useState<Narrowing>({});
  const isOffline = useConnection(({ status }) => status === "offline");
  const place = pageId === undefined ? { driveId } : { pageId };
  const found = useInfiniteQuery(activityQuery({ ...place, ...choiceOf(narrowing) }));
  const { data, error, refetch, isPlaceholderData, isFetchingNextPage } = found;
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const isNarrowed = Object.keys(narrowing).length > 0;
  if (data === undefined && error === null) {
    return (
      <div role="status" className="mt-4 flex flex-col gap-4">
        <span className="sr-only">{t("activity:loading")}</span>
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  }
  if (error !== null && (data === undefined || isPlaceholderData)) {
    return (
      <Notice
        icon={isOffline ? WifiOff : CloudOff}
        title={t("activity:failed")}
        role="alert"
        action={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}
      >
        {isOffline ? t("activity:offline") : sentenceOf(error)}
      </Notice>
    );
  }
  return (
    <>
      <Filters driveId={driveId} isOfPage={pageId !== undefined} narrowing={narrowing} onChange={setNarrowing} />
      {isOffline ? (
        <p role="status" className="mt-2 text-ink-3 text-sm">
          {t("activity:stale")}
        </p>
      ) : null}
      {entries.length === 0 && !isPlaceholderData ? (
        <Notice icon={History} title={t(isNarrowed ? "activity:noneFiltered" : "activity:none")} role="status">
          {t(isNarrowed ? "activity:noneFilteredHint" : "activity:noneHint")}
        </Notice>
      ) : (
        <ul aria-label={t("activity:list")} aria-busy={isPlaceholderData} className="mt-2">
          {entries.map((entry) => (
            <ActivityLine key={entry.id} entry={entry} shownPageId={pageId} />
          ))}
        </ul>
      )}
      {found.hasNextPage ? (
        <Button className="mt-4" aria-disabled={isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("activity:more")}
        </Button>
      ) : null}
    </>
  );
}

interface FiltersProps {
  readonly driveId: string;
  readonly isOfPage: boolean;
  readonly narrowing: Narrowing;
  readonly onChange: (narrowing: Narrowing) => void;
}

function Filters({ driveId, isOfPage, narrowing, onChange }: FiltersProps) {
  const { t } = useTranslation(["activity"]);
  const { data: members } = useQuery(membersQuery(driveId));
  const kinds = ActivityKind.options.filter(
    (kind) => !isOfPage || (kind !== "page.deleted" && /^(page|permission|shareLink)\./.test(kind)),
  );
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{t("activity:filters")}</legend>
      <Select
        label={t("activity:person")}
        className="max-w-40"
        value={narrowing.actorId ?? ""}
        choices={[
          { value: "", label: t("activity:everybody") },
          ...(members ?? []).map(({ person }) => ({ value: person.id, label: person.name })),
        ]}
        onChoose={(actorId) => onChange(choose({ ...narrowing, actorId }))}
      />
      <Select
        label={t("activity:kind")}
        className="max-w-40"
        value={narrowing.kind ?? ""}
        choices={[
          { value: "", label: t("activity:everything") },
          ...kinds.map((kind) => ({ value: kind, label: t(`activity:kinds.${kind}`) })),
        ]}
        onChoose={(kind) => onChange(choose({ ...narrowing, kind }))}
      />
      <Select
        label={t("activity:when")}
        className="max-w-40"
        value={narrowing.span ?? ""}
        choices={[
          { value: "", label: t("activity:whens.any") },
          ...timeSpans.map((span) => ({ value: span, label: t(`activity:whens.${span}`) })),
        ]}
        onChoose={(span) => onChange(choose({ ...narrowing, span }))}
      />
    </fieldset>
  );
}

function choiceOf({ span, ...rest }: Narrowing) {
  return { ...rest, ...(span === undefined ? {} : { since: beginOf(span, Date.now()) }) };
}

interface Chosen {
  readonly actorId?: string;
  readonly kind?: string;
  readonly span?: string;
}

function choose({ actorId, kind, span: chosen }: Chosen): Narrowing {
  const known = ActivityKind.safeParse(kind);
  const span = timeSpans.find((one) => one === chosen);
  return {
    ...(span === undefined ? {} : { span }),
    ...(actorId === undefined || actorId === "" ? {} : { actorId }),
    ...(known.success ? { kind: known.data } : {}),
  };
}
