import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { CopyField } from "#renderer/components/copy-field.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { Select } from "#renderer/components/select.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog, openDialog } from "#renderer/workspace/window/dialogs.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";
import { useInviteTerms, usePeopleOf } from "./invite-terms.ts";
import { MailForm } from "./mail-form.tsx";
import { type GivenRole, givenRoles } from "./members-query.ts";
import "./locale-en.ts";

const numbers = [1, 5, 25, null] as const;
const spanNames = ["day", "week", "month", "never"] as const;
const spans = { day: 1, week: 7, month: 30, never: null } as const;

/** Makes a link by which people join a drive. A Home drive stays private: it points to a drive for the team. */
export function InviteDialog({ drive }: { readonly drive: DriveSummary }) {
  const { t } = useTranslation(["app", "members"]);
  if (drive.kind === "home") {
    return (
      <Dialog
        title={t("members:homeTitle")}
        description={t("members:homeHint")}
        closeLabel={t("common.close")}
        onClose={closeDialog}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={closeDialog}>{t("common.cancel")}</Button>
          <Button tone="primary" onClick={() => openDialog({ kind: "create-drive" })}>
            {t("drives.create")}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t("members:invite", { drive: drive.name })}
      description={t("members:inviteHint")}
      closeLabel={t("common.close")}
      onClose={closeDialog}
    >
      <InviteForm driveId={drive.id} />
    </Dialog>
  );
}

function InviteForm({ driveId }: { driveId: string }) {
  const { t } = useTranslation(["app", "members"]);
  const cache = useQueryClient();
  const [role, setRole] = useState<GivenRole>("editor");
  const [maxUses, setMaxUses] = useState<(typeof numbers)[number]>(1);
  const [span, setSpan] = useState<keyof typeof spans>("week");
  const create = useMutation({
    mutationFn: () => api.call("invites.create", { driveId, role, maxUses, expiresInDays: spans[span] }),
    onSuccess: () => readAgain(cache, queryKeys.invites(driveId)),
  });
  const terms = useInviteTerms();
  const peopleOf = usePeopleOf();
  if (create.data !== undefined) {
    const { url, invite } = create.data;
    return (
      <div className="flex flex-col gap-3">
        <CopyField
          value={url}
          label={t("members:link")}
          copyLabel={t("common.copy")}
          copiedLabel={t("common.copied")}
        />
        <MailForm driveId={driveId} url={url} />
        {isLoopback(window.location.hostname) ? (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-ink text-sm">{t("members:thisComputerOnly")}</p>
        ) : null}
        <div className="flex items-center gap-3">
          <p className="flex-1 text-ink-2 text-sm">{terms(invite)}</p>
          <Button tone="quiet" onClick={() => create.reset()}>
            {t("members:another")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <fieldset className="flex flex-col gap-0.5">
        <legend className="mb-1.5 font-medium text-ink-2 text-sm">{t("members:role")}</legend>
        {givenRoles.map((one) => (
          <label
            key={one}
            className="flex min-h-9 items-center gap-3 rounded-md px-2 hover:bg-hover has-checked:bg-active has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="role"
              value={one}
              checked={one === role}
              onChange={() => setRole(one)}
              className="accent-accent outline-none"
            />
            <span className="w-24 shrink-0 font-medium">{t(`roles.${one}`)}</span>
            <span className="text-ink-2 text-sm">{t(`members:roleHints.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Select
          className="min-w-40 flex-1"
          label={t("members:howMany")}
          choices={numbers.map((number) => ({ value: String(number), label: peopleOf(number) }))}
          value={String(maxUses)}
          onChoose={(value) => setMaxUses(numbers.find((number) => String(number) === value) ?? null)}
        />
        <Select
          className="min-w-40 flex-1"
          label={t("members:howLong")}
          choices={spanNames.map((value) => ({ value, label: t(`members:lasts.${value}`) }))}
          value={span}
          onChoose={(value) => setSpan(spanNames.find((name) => name === value) ?? "week")}
        />
      </div>
      {create.error === null ? null : (
        <p role="alert" className="text-bad text-sm">
          {sentenceOf(create.error)}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" tone="primary" isPending={create.isPending}>
          <Link2 aria-hidden className="size-4" />
          {t(create.isPending ? "members:creatingLink" : "members:createLink")}
        </Button>
      </div>
    </form>
  );
}

/** Whether a host name leads to the person's own computer wherever it is opened. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^(127\.|\[::1\]$)/.test(hostname);
}
