import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { formatAgo } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { deviceName } from "./device-name.ts";
import "./locale-en.ts";

/** Where the person is signed in, with the way to end each session but this one. */
export function SessionList() {
  const { t } = useTranslation(["app", "settings"]);
  const cache = useQueryClient();
  const sessions = useQuery({
    queryKey: queryKeys.sessions,
    queryFn: async ({ signal }) => (await api.call("sessions.list", {}, { signal })).items,
    staleTime: 0,
  });
  const end = useMutation({
    mutationFn: (sessionId: string) => api.call("sessions.delete", { sessionId }),
    onError: (error) => showToast({ message: t("settings:notEnded"), description: sentenceOf(error) }),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.sessions }),
  });
  if (sessions.data === undefined && sessions.error !== null) {
    return <FailedList error={sessions.error} onRetry={() => void sessions.refetch()} />;
  }
  if (sessions.data === undefined) return <ListSkeleton />;
  return (
    <ul className="border-line border-t">
      {sessions.data.map((session) => (
        <li key={session.id} className="flex min-h-12 items-center gap-3 border-line border-b py-1.5">
          <div className="min-w-0 flex-1">
            <p className="truncate">{deviceName(session.userAgent) ?? t("settings:unknownDevice")}</p>
            <p className="text-ink-2 text-sm">
              {session.isCurrent
                ? t("settings:current")
                : t("settings:lastSeen", { ago: formatAgo(session.lastSeenAt) })}
            </p>
          </div>
          {session.isCurrent ? null : (
            <Button
              onClick={() => {
                if (!end.isPending) end.mutate(session.id);
              }}
            >
              {t("settings:endSession")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function FailedList({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation(["app", "settings"]);
  return (
    <div role="alert" className="flex min-h-12 items-center gap-3 border-line border-y py-1.5">
      <div className="min-w-0 flex-1">
        <p>{t("settings:sessionsFailed")}</p>
        <p className="text-ink-2 text-sm">{sentenceOf(error)}</p>
      </div>
      <Button onClick={onRetry}>{t("common.retry")}</Button>
    </div>
  );
}

/** Keeps the room of one session, which there is at least. */
function ListSkeleton() {
  return (
    <div aria-hidden className="flex h-12 flex-col justify-center gap-2 border-line border-y">
      <Skeleton className="h-3.5 w-2/5" />
      <Skeleton className="h-3 w-1/4" />
    </div>
  );
}
