import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";

/** Changes the password, behind a button until it is wanted. */
export function PasswordForm() {
  const { t } = useTranslation(["app", "settings"]);
  const [isOpen, setIsOpen] = useState(false);
  return isOpen ? (
    <Fields onDone={() => setIsOpen(false)} />
  ) : (
    <Button onClick={() => setIsOpen(true)}>{t("settings:changePassword")}</Button>
  );
}

function Fields({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation(["app", "settings"]);
  const cache = useQueryClient();
  const endsOthers = useRef<HTMLInputElement>(null);
  const change = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      api.call("people.changePassword", {
        password: fieldOf(form, "password"),
        newPassword: fieldOf(form, "newPassword"),
        endsOtherSessions: endsOthers.current?.checked === true,
      }),
    onSuccess: () => {
      readAgain(cache, queryKeys.sessions);
      showToast({ message: t("settings:passwordChanged") });
      onDone();
    },
  });
  const { form, problems } = useCheckedForm((filled, onSent) => change.mutate(filled, { onSettled: onSent }));
  return (
    <form className="flex flex-col gap-3" {...form}>
      <TextField
        name="password"
        type="password"
        label={t("settings:presentPassword")}
        required
        autoFocus
        autoComplete="current-password"
        error={problems["password"]}
      />
      <TextField
        name="newPassword"
        type="password"
        label={t("settings:newPassword")}
        hint={t("fields.short", { count: limits.passwordMinCharacters })}
        required
        minLength={limits.passwordMinCharacters}
        maxLength={limits.passwordMaxCharacters}
        autoComplete="new-password"
        error={problems["newPassword"]}
      />
      <label className="flex items-center gap-2 text-sm">
        <input ref={endsOthers} type="checkbox" defaultChecked className="size-4 accent-accent" />
        {t("settings:endOthers")}
      </label>
      <p role="alert" className="text-bad text-sm empty:hidden">
        {change.error === null ? "" : sentenceOf(change.error)}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("common.cancel")}</Button>
        <Button type="submit" tone="primary" isPending={change.isPending}>
          {t("settings:changePassword")}
        </Button>
      </div>
    </form>
  );
}
