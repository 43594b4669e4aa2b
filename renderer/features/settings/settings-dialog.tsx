import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { useSignOut } from "#renderer/workspace/session/sign-out.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import { AccountList } from "./account-list.tsx";
import { AdministrationSection } from "./administration/administration-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { AvatarRow } from "./avatar-row.tsx";
import { DeleteAccountForm } from "./delete-account-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SessionList } from "./session-list.tsx";
import { TokenSection } from "./tokens/token-section.tsx";
import "./locale-en.ts";

/** What concerns this browser and this person. */
export function SettingsDialog() {
  const { t } = useTranslation(["app", "settings", "tokens"]);
  const { user } = useSession();
  const signOut = useSignOut();
  return (
    <Dialog title={t("settings.title")} closeLabel={t("common.close")} size="medium" onClose={closeDialog}>
      <div className="flex flex-col gap-7">
        <section>
          <Heading>{t("settings.appearance")}</Heading>
          <AppearanceSection />
        </section>
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
          <AvatarRow />
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
        <AdministrationSection />
      </div>
    </Dialog>
  );
}

function Heading({ children }: { children: string }) {
  return <h3 className="mb-2 font-semibold text-ink-3 text-xs">{children}</h3>;
}
