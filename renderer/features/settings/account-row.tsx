import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { CopyField } from "#renderer/components/copy-field.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { formatAgo, formatDate } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { limits } from "#services/contracts/limits.ts";

export type Account = OperationOutput<"people.list">["items"][number];

/** How an account can end; what that brings about is said first. */
type Ending = "deactivate" | "delete";

/** One account with what its person's owner may do: a link for a new password, and the ways it ends or begins again. */
export function AccountRow({ account }: { readonly account: Account }) {
  const { t } = useTranslation(["app", "settings"]);
  const { person, isOwner, isDeactivated } = account;
  const userId = person.id;
  const named = { name: person.name };
  const cache = useQueryClient();
  const [asked, setAsked] = useState<Ending | null>(null);
  const link = useMutation({ mutationFn: () => api.call("passwordResets.create", { userId }) });
  const onSettled = () => readAgain(cache, queryKeys.accounts);
  const reactivate = useMutation({
    mutationFn: () => api.call("people.reactivate", { userId }),
    onSuccess: () => showToast({ message: t("settings:reactivated", named) }),
    onSettled,
  });
  const end = useMutation({
    mutationFn: (ending: Ending) => api.call(`people.${ending}`, { userId }),
    onSuccess: (_done, ending) => {
      setAsked(null);
      showToast(
        ending === "delete"
          ? { message: t("settings:deleted", named) }
          : {
              message: t("settings:deactivated", named),
              action: { label: t("common.undo"), onSelect: () => reactivate.mutate() },
            },
      );
    },
    onSettled,
  });
  const error = link.error ?? reactivate.error ?? end.error;
  return (
    <li className="flex flex-wrap items-center gap-3 border-line border-b py-1.5">
      <PersonDisc person={person} />
      <span className="min-w-40 flex-1">
        <span className="block truncate">{isOwner ? t("settings:ownerOf", named) : person.name}</span>
        <span className="block truncate text-ink-3 text-xs">
          <Notes account={account} />
        </span>
      </span>
      <span className="flex flex-wrap items-center">
        {isDeactivated ? (
          <Button
            tone="quiet"
            aria-label={t("settings:reactivateOne", named)}
            onClick={() => {
              if (!reactivate.isPending) reactivate.mutate();
            }}
          >
            {t("settings:reactivate")}
          </Button>
        ) : (
          <Button
            tone="quiet"
            aria-label={t("settings:resetOne", named)}
            onClick={() => {
              if (!link.isPending) link.mutate();
            }}
          >
            {t("settings:reset")}
          </Button>
        )}
        {isOwner || isDeactivated ? null : (
          <Button tone="quiet" aria-label={t("settings:deactivateOne", named)} onClick={() => setAsked("deactivate")}>
            {t("settings:deactivate")}
          </Button>
        )}
        {isOwner ? null : (
          <Button
            tone="quiet"
            className="text-bad!"
            aria-label={t("settings:deleteOne", named)}
            onClick={() => setAsked("delete")}
          >
            {t("settings:delete")}
          </Button>
        )}
      </span>
      <p role="alert" className="basis-full text-bad text-sm empty:hidden">
        {error === null ? "" : sentenceOf(error)}
      </p>
      {asked === null ? null : (
        <EndingPanel
          key={asked}
          account={account}
          ending={asked}
          isPending={end.isPending}
          onCancel={() => setAsked(null)}
          onConfirm={() => end.mutate(asked)}
        />
      )}
      {link.data === undefined ? null : (
        <div className="flex basis-full flex-col gap-1 pb-2">
          <CopyField
            value={link.data.url}
            label={t("settings:resetLink", named)}
            copyLabel={t("common.copy")}
            copiedLabel={t("common.copied")}
          />
          <p className="text-ink-2 text-sm">
            {t("settings:resetHint", { ...named, date: formatDate(link.data.expiresAt) })}
          </p>
        </div>
      )}
    </li>
  );
}

function Notes({ account }: { readonly account: Account }) {
  const { t } = useTranslation("settings");
  const { person, driveCount, lastSeenAt, isDeactivated } = account;
  const seen = lastSeenAt === null ? t("notSeen") : t("lastSeen", { ago: formatAgo(lastSeenAt) });
  const notes = [person.email, t("drives", { count: driveCount }), isDeactivated ? t("isDeactivated") : seen];
  return <>{notes.filter((note) => note !== null).join(" · ")}</>;
}

interface EndingPanelProps {
  readonly account: Account;
  readonly ending: Ending;
  readonly isPending: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Says what the end of an account brings about before it is made. */
function EndingPanel({ account, ending, isPending, onCancel, onConfirm }: EndingPanelProps) {
  const { t } = useTranslation(["app", "settings"]);
  const named = { name: account.person.name };
  const title = t(`settings:${ending}Question`, named);
  const hint = t(`settings:${ending}Hint`, { ...named, days: limits.trashDays });
  const owned =
    account.ownedCount === 0
      ? ""
      : ` ${t(ending === "delete" ? "settings:ownedHandedOn" : "settings:ownedStay", { count: account.ownedCount })}`;
  return (
    <fieldset className="flex basis-full flex-col gap-2 rounded-md border border-line-strong bg-ground p-3">
      <legend className="px-1 font-semibold text-sm">{title}</legend>
      <p className="text-ink-2 text-sm">{hint + owned}</p>
      <div className="flex justify-end gap-2">
        <Button autoFocus onClick={onCancel}>
          {t("common.cancel")}
        </Button>
        <Button tone="danger" isPending={isPending} onClick={onConfirm}>
          {t(`settings:${ending}Now`)}
        </Button>
      </div>
    </fieldset>
  );
}
