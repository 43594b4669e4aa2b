import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { AccountRow } from "./account-row.tsx";

/** Every account, for the owner of the installation; nothing for anybody else. */
export function AccountList() {
  const { isOwner } = useSession();
  return isOwner ? <Accounts /> : null;
}

function Accounts() {
  const { t } = useTranslation(["app", "settings"]);
  const accounts = useQuery({
    queryKey: queryKeys.accounts,
    queryFn: async ({ signal }) => (await api.call("people.list", {}, { signal })).items,
    staleTime: 0,
  });
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
      <ul aria-label={t("settings:accounts")} className="border-line border-t">
        {accounts.data?.map((account) => (
          <AccountRow key={account.person.id} account={account} />
        ))}
      </ul>
    </section>
  );
}
