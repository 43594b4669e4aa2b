import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { CopyField } from "#renderer/components/copy-field.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { formatAgo, formatDate } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { ApiError } from "#services/client/api-error.ts";

/** Every account, for the owner of the installation; nothing for anybody else. */
export function AccountList() {
  const { t } = useTranslation(["app", "settings"]);
  const accounts = useQuery({
    queryKey: queryKeys.accounts,
    queryFn: async ({ signal }) => (await api.call("people.list", {}, { signal })).items,
    staleTime: 0,
  });
  const link = useMutation({ mutationFn: (userId: string) => api.call("passwordResets.create", { userId }) });
  if (accounts.error instanceof ApiError && accounts.error.code === "forbidden") return null;
  return (
    <section>
      <h3 className="mb-2 font-semibold text-ink-3 text-xs">{t("settings:accounts")}</h3>
      {accounts.data === undefined && accounts.error === null ? <Skeleton className="h-4 w-2/5" /> : null}
      {accounts.error === null ? null : (
        <div role="alert" className="flex items-center gap-3 text-sm">
          <p className="flex-1 text-ink-2">{sentenceOf(accounts.error)}</p>
          <Button onClick={() => void accounts.refetch()}>{t("common.retry")}</Button>
        </div>
      )}
      {link.error === null ? null : (
        <p role="alert" className="mb-2 text-bad text-sm">
          {sentenceOf(link.error)}
        </p>
      )}
      <ul aria-label={t("settings:accounts")} className="border-line border-t">
        {accounts.data?.map(({ person, isOwner, driveCount, lastSeenAt }) => (
          <li key={person.id} className="flex flex-wrap items-center gap-3 border-line border-b py-1.5">
            <PersonDisc person={person} />
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                {isOwner ? t("settings:ownerOf", { name: person.name }) : person.name}
              </span>
              <span className="block truncate text-ink-3 text-xs">
                {[
                  person.email,
                  t("settings:drives", { count: driveCount }),
                  lastSeenAt === null ? t("settings:notSeen") : t("settings:lastSeen", { ago: formatAgo(lastSeenAt) }),
                ]
                  .filter((note) => note !== null)
                  .join(" · ")}
              </span>
            </span>
            <Button
              tone="quiet"
              aria-label={t("settings:resetOne", { name: person.name })}
              onClick={() => {
                if (!link.isPending) link.mutate(person.id);
              }}
            >
              {t("settings:reset")}
            </Button>
            {link.data !== undefined && link.variables === person.id ? (
              <div className="flex basis-full flex-col gap-1 pb-2">
                <CopyField
                  value={link.data.url}
                  label={t("settings:resetLink", { name: person.name })}
                  copyLabel={t("common.copy")}
                  copiedLabel={t("common.copied")}
                />
                <p className="text-ink-2 text-sm">
                  {t("settings:resetHint", { name: person.name, date: formatDate(link.data.expiresAt) })}
                </p>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
