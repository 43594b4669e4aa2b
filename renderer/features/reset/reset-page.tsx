import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Unlink } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { FrontPage } from "#renderer/components/front-page.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";

/** Sets a new password by the owner's link. The code stands in the fragment, which no server sees. */
export function ResetPage() {
  const { t } = useTranslation("front");
  const navigate = useNavigate();
  const [code] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get("code") ?? "");
  const reset = useQuery({
    queryKey: ["reset", code],
    queryFn: ({ signal }) => api.call("passwordResets.read", { code }, { signal }),
    enabled: code !== "",
    retry: false,
  });
  const use = useMutation({
    meta: { isPublic: true },
    mutationFn: (form: HTMLFormElement) =>
      api.call("passwordResets.use", { code, password: fieldOf(form, "password") }),
    onSuccess: () => navigate({ to: "/sign-in", search: { expired: true }, replace: true }),
  });
  const { form, problems } = useCheckedForm((filled, onSent) => use.mutate(filled, { onSettled: onSent }));
  if (code === "" || reset.error !== null) {
    return (
      <main className="grid h-full place-items-center bg-side">
        <Notice
          icon={Unlink}
          title={t("reset.broken")}
          role="alert"
          action={<Button onClick={() => void navigate({ to: "/sign-in" })}>{t("invite.signIn")}</Button>}
        >
          {reset.error === null ? t("reset.brokenHint") : sentenceOf(reset.error)}
        </Notice>
      </main>
    );
  }
  if (reset.data === undefined) return <main className="h-full bg-side" aria-busy aria-label={t("reset.reading")} />;
  const { name, email } = reset.data;
  return (
    <FrontPage title={t("reset.title")} lead={t("reset.lead", { name })}>
      <form className="flex flex-col gap-4" {...form}>
        <TextField label={t("setup.email")} value={email ?? ""} readOnly autoComplete="username" />
        <TextField
          name="password"
          type="password"
          label={t("reset.password")}
          hint={t("setup.passwordHint", { count: limits.passwordMinCharacters })}
          required
          autoFocus
          minLength={limits.passwordMinCharacters}
          maxLength={limits.passwordMaxCharacters}
          autoComplete="new-password"
          error={problems["password"]}
        />
        <p role="alert" className="text-bad empty:hidden">
          {use.error === null ? "" : sentenceOf(use.error)}
        </p>
        <Button type="submit" tone="primary" size="large" isPending={use.isPending}>
          {t("reset.submit")}
        </Button>
      </form>
    </FrontPage>
  );
}
