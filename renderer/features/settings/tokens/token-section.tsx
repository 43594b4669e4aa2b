import "./locale-en.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ExternalLink, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { MadeToken } from "./made-token.tsx";
import { type NewToken, TokenForm } from "./token-form.tsx";
import { TokenRow } from "./token-row.tsx";

/** The tokens by which programs act in the person's name: made, listed, revoked. */
export function TokenSection() {
  const { t } = useTranslation("tokens");
  const cache = useQueryClient();
  const [isMaking, setIsMaking] = useState(false);
  const readAgain = () => cache.invalidateQueries({ queryKey: queryKeys.tokens });
  const create = useMutation({
    mutationFn: (token: NewToken) => api.call("tokens.create", token),
    onSuccess: readAgain,
  });
  function leave() {
    create.reset();
    setIsMaking(false);
    void readAgain();
  }
  const made = create.data;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2 text-sm">
        {t("lead")}{" "}
        <a
          href="/api/docs"
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-accent underline-offset-2 hover:underline"
        >
          {t("docs")}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </p>
      {made === undefined ? null : <MadeToken name={made.summary.name} token={made.token} onDone={leave} />}
      {isMaking && made === undefined ? (
        <TokenForm
          isPending={create.isPending}
          error={create.error}
          onCreate={(token, onSettled) => create.mutate(token, { onSettled })}
          onCancel={leave}
        />
      ) : null}
      <TokenList />
      {isMaking ? null : (
        <Button className="self-start" onClick={() => setIsMaking(true)}>
          <Plus aria-hidden className="size-4" />
          {t("add")}
        </Button>
      )}
    </div>
  );
}

function TokenList() {
  const { t } = useTranslation(["tokens", "app"]);
  const cache = useQueryClient();
  const tokens = useQuery({
    queryKey: queryKeys.tokens,
    queryFn: async ({ signal }) => (await api.call("tokens.list", {}, { signal })).items,
    staleTime: 0,
  });
  const revoke = useMutation({
    mutationFn: (tokenId: string) => api.call("tokens.revoke", { tokenId }),
    onError: (error) => showToast({ message: t("notRevoked"), description: sentenceOf(error) }),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
  if (tokens.data === undefined && tokens.error !== null) {
    return (
      <div role="alert" className="flex min-h-14 items-center gap-3 border-line border-y py-2">
        <div className="min-w-0 flex-1">
          <p>{t("failed")}</p>
          <p className="text-ink-2 text-sm">{sentenceOf(tokens.error)}</p>
        </div>
        <Button onClick={() => void tokens.refetch()}>{t("app:common.retry")}</Button>
      </div>
    );
  }
  if (tokens.data === undefined) return <Skeleton className="h-4 w-2/5" />;
  if (tokens.data.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ul aria-label={t("title")} className="border-line border-t">
      {tokens.data.map((token) => (
        <TokenRow key={token.id} token={token} isPending={revoke.isPending} onRevoke={() => revoke.mutate(token.id)} />
      ))}
    </ul>
  );
}
