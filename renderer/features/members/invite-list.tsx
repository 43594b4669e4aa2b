import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { type Invite, useInviteTerms } from "./invite-terms.ts";

/** The links by which somebody can still join a drive, each with the way to take it back. */
export function InviteList({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["app", "members"]);
  const cache = useQueryClient();
  const invites = useQuery({
    queryKey: queryKeys.invites(driveId),
    queryFn: async ({ signal }) => (await api.call("invites.list", { driveId }, { signal })).items,
    // Others in charge make invites too, and no event tells of that.
    staleTime: 0,
  });
  const revoke = useMutation({
    mutationFn: (inviteId: string) => api.call("invites.revoke", { driveId, inviteId }),
    onSuccess: () => showToast({ message: t("members:revoked") }),
    onSettled: () => readAgain(cache, queryKeys.invites(driveId)),
  });
  return (
    <section className="mt-8">
      <h2 className="mb-2 font-semibold text-ink-3 text-xs">{t("members:invites")}</h2>
      {revoke.error === null ? null : (
        <p role="alert" className="mb-2 text-bad text-sm">
          {sentenceOf(revoke.error)}
        </p>
      )}
      {invites.data !== undefined ? (
        <Invites invites={invites.data} isPending={revoke.isPending} onRevoke={(id) => revoke.mutate(id)} />
      ) : invites.error === null ? (
        <Skeleton className="h-4 w-2/5" />
      ) : (
        <div role="alert" className="flex items-center gap-3 text-sm">
          <p className="min-w-0 flex-1 text-ink-2">
            {t("members:invitesFailed")} — {sentenceOf(invites.error)}
          </p>
          <Button onClick={() => void invites.refetch()}>{t("common.retry")}</Button>
        </div>
      )}
    </section>
  );
}

interface InvitesProps {
  readonly invites: readonly Invite[];
  readonly isPending: boolean;
  readonly onRevoke: (inviteId: string) => void;
}

function Invites({ invites, isPending, onRevoke }: InvitesProps) {
  const { t } = useTranslation(["app", "members"]);
  const terms = useInviteTerms();
  if (invites.length === 0) return <p className="text-ink-2 text-sm">{t("members:noInvites")}</p>;
  return (
    <ul aria-label={t("members:invites")} className="border-line border-t">
      {invites.map((invite) => (
        <li key={invite.id} className="flex min-h-12 items-center gap-3 border-line border-b px-2 py-1.5">
          <span className="min-w-0 flex-1">
            <span className="block truncate text-ink">
              {t(`roles.${invite.role}`)} · {terms(invite)}
            </span>
            <span className="block truncate text-ink-3 text-xs">
              <span className="font-mono">{invite.prefix}…</span> · {t("members:inviteBy", { name: invite.createdBy })}
              {invite.uses === 0
                ? null
                : ` · ${invite.maxUses === null ? t("members:used", { count: invite.uses }) : t("members:usedOf", { uses: invite.uses, count: invite.maxUses })}`}
            </span>
          </span>
          <Button
            tone="quiet"
            aria-label={t("members:revokeOne", { prefix: invite.prefix })}
            onClick={() => {
              if (!isPending) onRevoke(invite.id);
            }}
          >
            {t("members:revoke")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
