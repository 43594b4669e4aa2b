import { useMutation } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { CopyField } from "#renderer/components/copy-field.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog, openDialog } from "#renderer/workspace/window/dialogs.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";
import "./locale-en.ts";

const roles = ["admin", "editor", "viewer"] as const;
type Role = (typeof roles)[number];

/** Makes a link by which one person joins a drive. A Home drive stays private: it points to a drive for the team. */
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
  const [role, setRole] = useState<Role>("editor");
  const create = useMutation({ mutationFn: () => api.call("invites.create", { driveId, role }) });
  const invite = create.data;
  if (invite !== undefined) {
    return (
      <div className="flex flex-col gap-3">
        <CopyField
          value={invite.url}
          label={t("members:link")}
          copyLabel={t("common.copy")}
          copiedLabel={t("common.copied")}
        />
        {isLoopback(window.location.hostname) ? (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-ink text-sm">{t("members:thisComputerOnly")}</p>
        ) : null}
        <div className="flex items-center gap-3">
          <p className="flex-1 text-ink-2 text-sm">{t("members:expires", { date: formatDate(invite.expiresAt) })}</p>
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
        {roles.map((one) => (
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
      {create.error === null ? null : (
        <p role="alert" className="text-bad text-sm">
          {sentenceOf(create.error)}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" tone="primary" disabled={create.isPending}>
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
