import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";

/** Who accepts: nobody named for the person who is signed in, no name for an existing account. */
export interface Acceptance {
  readonly name?: string;
  readonly email?: string;
  readonly password?: string;
}

interface InviteFormProps {
  readonly signedInAs: string | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onAccept: (acceptance: Acceptance, onSettled: () => void) => void;
}

/** One button for a signed-in person; else a new account or an existing one. */
export function InviteForm({ signedInAs, isPending, error, onAccept }: InviteFormProps) {
  const { t } = useTranslation("front");
  const [isKnown, setIsKnown] = useState(false);
  const { form, problems } = useCheckedForm((filled, onSent) => {
    if (signedInAs !== undefined) return onAccept({}, onSent);
    const account = { email: fieldOf(filled, "email").trim(), password: fieldOf(filled, "password") };
    onAccept(isKnown ? account : { ...account, name: fieldOf(filled, "name") }, onSent);
  });
  const problem = (
    <p role="alert" className="text-bad empty:hidden">
      {error === null ? "" : sentenceOf(error)}
    </p>
  );
  if (signedInAs !== undefined) {
    return (
      <form className="flex flex-col gap-4" {...form}>
        {problem}
        <Button type="submit" tone="primary" size="large" autoFocus isPending={isPending}>
          {isPending ? t("invite.joining") : t("invite.joinAs", { name: signedInAs })}
        </Button>
      </form>
    );
  }
  return (
    <form className="flex flex-col gap-4" {...form}>
      <div className="flex gap-1 rounded-md bg-side p-1">
        <Choice isOn={!isKnown} label={t("invite.asNew")} onChoose={() => setIsKnown(false)} />
        <Choice isOn={isKnown} label={t("invite.asKnown")} onChoose={() => setIsKnown(true)} />
      </div>
      {isKnown ? null : (
        <TextField
          name="name"
          error={problems["name"]}
          label={t("setup.name")}
          required
          autoFocus
          maxLength={limits.nameCharacters}
          autoComplete="name"
        />
      )}
      <TextField
        name="email"
        error={problems["email"]}
        type="email"
        label={t("setup.email")}
        required
        autoComplete="username"
      />
      <TextField
        name="password"
        error={problems["password"]}
        type="password"
        label={t("setup.password")}
        {...(isKnown ? {} : { hint: t("setup.passwordHint", { count: limits.passwordMinCharacters }) })}
        required
        minLength={limits.passwordMinCharacters}
        maxLength={limits.passwordMaxCharacters}
        autoComplete={isKnown ? "current-password" : "new-password"}
      />
      {problem}
      <Button type="submit" tone="primary" size="large" isPending={isPending}>
        {t(isPending ? "invite.joining" : "invite.join")}
      </Button>
    </form>
  );
}

function Choice({ isOn, label, onChoose }: { isOn: boolean; label: string; onChoose: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={clsx(
        "h-8 flex-1 rounded-sm text-sm",
        isOn ? "bg-raised font-medium text-ink shadow-lift" : "text-ink-2 hover:bg-hover",
      )}
      onClick={onChoose}
    >
      {label}
    </button>
  );
}
