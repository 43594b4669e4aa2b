import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { FrontPage } from "#renderer/components/front-page.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";

/** Signs in and goes back to where the person was. */
export function SignInPage() {
  const { t } = useTranslation("front");
  const router = useRouter();
  const cache = useQueryClient();
  const { next, expired } = useSearch({ from: "/sign-in" });
  const signIn = useMutation({
    meta: { isPublic: true },
    mutationFn: (form: HTMLFormElement) =>
      api.call("sessions.create", { email: fieldOf(form, "email").trim(), password: fieldOf(form, "password") }),
    onSuccess: () => {
      cache.clear();
      router.history.replace(isLocalAddress(next) ? next : "/");
    },
  });
  const { form, problems } = useCheckedForm((filled, onSent) => signIn.mutate(filled, { onSettled: onSent }));
  return (
    <FrontPage title={t("signIn.title")} lead={t(expired === true ? "signIn.expired" : "signIn.lead")}>
      <form className="flex flex-col gap-4" {...form}>
        <TextField
          name="email"
          error={problems["email"]}
          type="email"
          label={t("setup.email")}
          required
          autoFocus
          autoComplete="username"
        />
        <TextField
          name="password"
          error={problems["password"]}
          type="password"
          label={t("setup.password")}
          required
          autoComplete="current-password"
        />
        <p role="alert" className="text-bad empty:hidden">
          {signIn.error === null ? "" : sentenceOf(signIn.error)}
        </p>
        <Button type="submit" tone="primary" size="large" isPending={signIn.isPending}>
          {t(signIn.isPending ? "signIn.submitting" : "signIn.submit")}
        </Button>
        <p className="text-center text-ink-3 text-sm">{t("signIn.hint")}</p>
      </form>
    </FrontPage>
  );
}

/** Only a path of this origin: `//host` and `/\host` would leave it. */
function isLocalAddress(address: string | undefined): address is string {
  return address !== undefined && /^\/(?![/\\])/.test(address);
}
