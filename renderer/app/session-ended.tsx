import { useRouter } from "@tanstack/react-router";
import { LogIn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { useSessionEnd } from "#renderer/workspace/session/session-end.ts";

/** Says that the session has ended; the page stays under the hands until the person goes to sign in. */
export function SessionEnded() {
  const { t } = useTranslation();
  const router = useRouter();
  function signIn() {
    const { href } = router.state.location;
    useSessionEnd.setState({ isEnded: false });
    void router.navigate({ to: "/sign-in", search: { next: href, expired: true } });
  }
  return (
    <div className="fade flex items-center gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-ink text-sm">
      <LogIn aria-hidden className="size-4 shrink-0" />
      <p className="flex-1">{t("session.ended")}</p>
      <Button onClick={signIn}>{t("session.signIn")}</Button>
    </div>
  );
}
