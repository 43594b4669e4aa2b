import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { FrontPage } from "#renderer/components/front-page.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { forgetPerson } from "#renderer/workspace/memory/local-memory.ts";
import { forgetSetupCode, useSetupCode } from "#renderer/workspace/session/setup-code.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { ApiError } from "#services/client/api-error.ts";
import { limits } from "#services/contracts/limits.ts";

/** First run: makes the owner and goes on into the workspace. */
export function SetupPage() {
  const { t } = useTranslation("front");
  const navigate = useNavigate();
  const cache = useQueryClient();
  const code = useSetupCode((setup) => setup.code);
  const [isCodeAsked, setIsCodeAsked] = useState(code === undefined);
  const create = useMutation({
    meta: { isPublic: true },
    mutationFn: (form: HTMLFormElement) =>
      api.call("setup.createOwner", {
        code: isCodeAsked ? fieldOf(form, "code").trim() : (code ?? ""),
        name: fieldOf(form, "name"),
        email: fieldOf(form, "email").trim(),
        password: fieldOf(form, "password"),
      }),
    onError: (error) => {
      // The code of the link does not work: it can be put right here.
      if (error instanceof ApiError && error.code === "forbidden") setIsCodeAsked(true);
    },
    onSuccess: async () => {
      forgetSetupCode();
      forgetPerson();
      cache.clear();
      await navigate({ to: "/", replace: true });
    },
  });
  const { form, problems } = useCheckedForm((filled, onSent) => create.mutate(filled, { onSettled: onSent }));
  return (
    <FrontPage title={t("setup.title")} lead={t("setup.lead")}>
      <form className="flex flex-col gap-4" {...form}>
        {isCodeAsked ? (
          <TextField
            name="code"
            error={problems["code"]}
            label={t("setup.code")}
            hint={t(code === undefined ? "setup.missingCode" : "setup.codeHint")}
            defaultValue={code}
            required
            autoFocus
            autoComplete="off"
            spellCheck={false}
          />
        ) : null}
        <TextField
          name="name"
          error={problems["name"]}
          label={t("setup.name")}
          required
          autoFocus={code !== undefined}
          maxLength={limits.nameCharacters}
          autoComplete="name"
        />
        <TextField
          name="email"
          error={problems["email"]}
          type="email"
          label={t("setup.email")}
          hint={t("setup.emailHint")}
          required
          autoComplete="username"
        />
        <TextField
          name="password"
          error={problems["password"]}
          type="password"
          label={t("setup.password")}
          hint={t("setup.passwordHint", { count: limits.passwordMinCharacters })}
          required
          minLength={limits.passwordMinCharacters}
          maxLength={limits.passwordMaxCharacters}
          autoComplete="new-password"
        />
        <FormError error={create.error} />
        {create.error instanceof ApiError && create.error.code === "conflict" ? (
          <Button onClick={() => void navigate({ to: "/sign-in" })}>{t("signIn.submit")}</Button>
        ) : null}
        <Button type="submit" tone="primary" size="large" isPending={create.isPending}>
          {t(create.isPending ? "setup.submitting" : "setup.submit")}
        </Button>
      </form>
    </FrontPage>
  );
}

function FormError({ error }: { error: Error | null }) {
  return (
    <p role="alert" className="text-bad empty:hidden">
      {error === null ? "" : sentenceOf(error)}
    </p>
  );
}
