import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { useForgetPerson } from "#renderer/workspace/session/sign-out.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";

/** Deletes the person's own account, behind a button until it is wanted; nothing for the owner of the installation, whose stays. */
export function DeleteAccountForm() {
  const { t } = useTranslation(["app", "settings"]);
  const { isOwner } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  if (isOwner) return null;
  return isOpen ? (
    <Fields onCancel={() => setIsOpen(false)} />
  ) : (
    <Button tone="quiet" className="text-bad!" onClick={() => setIsOpen(true)}>
      {t("settings:deleteOwn")}
    </Button>
  );
}

function Fields({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation(["app", "settings"]);
  const forget = useForgetPerson();
  const remove = useMutation({
    mutationFn: (password: string) => api.call("people.deleteSelf", { password }),
    onSuccess: forget,
  });
  const { form, problems } = useCheckedForm((filled, onSent) =>
    remove.mutate(fieldOf(filled, "password"), { onSettled: onSent }),
  );
  return (
    <form className="flex flex-col gap-3" aria-label={t("settings:deleteOwn")} {...form}>
      <p className="text-ink-2 text-sm">{t("settings:deleteOwnHint", { days: limits.trashDays })}</p>
      <TextField
        name="password"
        type="password"
        label={t("settings:presentPassword")}
        required
        autoFocus
        autoComplete="current-password"
        error={problems["password"] ?? (remove.error === null ? undefined : sentenceOf(remove.error))}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        <Button type="submit" tone="danger" isPending={remove.isPending}>
          {t("settings:deleteOwnNow")}
        </Button>
      </div>
    </form>
  );
}
