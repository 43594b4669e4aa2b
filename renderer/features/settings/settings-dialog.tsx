import { clsx } from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { useSignOut } from "#renderer/workspace/session/sign-out.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import { AccountList } from "./account-list.tsx";
import { DeleteAccountForm } from "./delete-account-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SessionList } from "./session-list.tsx";
import { TokenSection } from "./tokens/token-section.tsx";
import "./locale-en.ts";

const themes = [
  { theme: "light", icon: Sun },
  { theme: "dark", icon: Moon },
  { theme: "system", icon: Monitor },
] as const;

/** What concerns this browser and this person. */
export function SettingsDialog() {
  const { t } = useTranslation(["app", "settings", "tokens"]);
  const { user } = useSession();
  const signOut = useSignOut();
  return (
    <Dialog title={t("settings.title")} closeLabel={t("common.close")} size="medium" onClose={closeDialog}>
      <div className="flex flex-col gap-7">
        <ThemeChoices />
        <section>
          <Heading>{t("settings.account")}</Heading>
          <div className="flex items-center gap-3">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{user.name}</p>
              <p className="truncate text-ink-2 text-sm">{user.email}</p>
            </div>
            <Button onClick={() => void signOut()}>{t("signOut.action")}</Button>
          </div>
        </section>
        <section className="flex flex-col items-start gap-3 [&>form]:w-full">
          <Heading>{t("settings:profile")}</Heading>
          <ProfileForm />
          <PasswordForm />
          <DeleteAccountForm />
        </section>
        <section>
          <Heading>{t("settings:sessions")}</Heading>
          <SessionList />
        </section>
        <section>
          <Heading>{t("tokens:title")}</Heading>
          <TokenSection />
        </section>
        <AccountList />
      </div>
    </Dialog>
  );
}

function Heading({ children }: { children: string }) {
  return <h3 className="mb-2 font-semibold text-ink-3 text-xs">{children}</h3>;
}

function ThemeChoices() {
  const { t } = useTranslation(["app", "settings"]);
  const choice = usePreferences(({ theme }) => theme);
  return (
    <section>
      <Heading>{t("settings.appearance")}</Heading>
      <RadioGroup.Root
        value={choice}
        aria-label={t("settings.appearance")}
        className="flex gap-2"
        onValueChange={(value) => {
          const chosen = themes.find(({ theme }) => theme === value);
          if (chosen !== undefined) setPreferences({ theme: chosen.theme });
        }}
      >
        {themes.map(({ theme, icon: Icon }) => (
          <RadioGroup.Item
            key={theme}
            value={theme}
            className={clsx(
              "flex h-9 flex-1 items-center justify-center gap-2 rounded-md border text-sm",
              theme === choice
                ? "border-accent bg-accent-soft text-ink"
                : "border-line-strong text-ink-2 hover:bg-hover",
            )}
          >
            <Icon aria-hidden className="size-4" />
            {t(`settings.${theme}`)}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </section>
  );
}
