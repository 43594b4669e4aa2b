import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CloudOff, Unlink } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { FrontPage } from "#renderer/components/front-page.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { isPersonRemembered } from "#renderer/workspace/memory/local-memory.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { type Acceptance, InviteForm } from "./invite-form.tsx";

/** What an invite link offers, and the ways to take it. The code stands in the fragment, which no server sees. */
export function InvitePage() {
  const [code, setCode] = useState(codeInAddress);
  useEffect(() => {
    const readAgain = () => setCode(codeInAddress());
    window.addEventListener("hashchange", readAgain);
    return () => window.removeEventListener("hashchange", readAgain);
  }, []);
  return <Invite key={code} code={code} />;
}

function codeInAddress(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get("code") ?? "";
}

function Invite({ code }: { readonly code: string }) {
  const { t, i18n } = useTranslation(["front", "app"]);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const invite = useQuery({
    queryKey: ["invite", code],
    queryFn: ({ signal }) => api.call("invites.read", { code }, { signal }),
    enabled: code !== "",
    retry: false,
  });
  const session = useQuery({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => api.call("sessions.read", {}, { signal }),
    enabled: isPersonRemembered(),
    retry: false,
  });
  const accept = useMutation({
    meta: { isPublic: true },
    mutationFn: (acceptance: Acceptance) => api.call("invites.accept", { code, ...acceptance }),
    onSuccess: async ({ driveId }) => {
      cache.clear();
      await navigate({ to: "/d/$driveId", params: { driveId }, replace: true });
    },
  });

  const joinedDriveId = invite.data?.joinedDriveId ?? null;
  const driveName = invite.data?.driveName;
  useEffect(() => {
    if (joinedDriveId === null) return;
    showToast({ message: t("invite.joined", { drive: driveName ?? "" }), description: t("invite.joinedHint") });
    void navigate({ to: "/d/$driveId", params: { driveId: joinedDriveId }, replace: true });
  }, [joinedDriveId, driveName, navigate, t]);

  if (invite.error !== null && isAway(invite.error))
    return <UnreadInvite error={invite.error} onRetry={() => void invite.refetch()} />;
  if (code === "" || invite.error !== null) {
    return (
      <main className="grid h-full place-items-center bg-side">
        <Notice icon={Unlink} title={t("invite.broken")} role="alert" action={<WayOn isSignedIn={session.isSuccess} />}>
          {invite.error === null ? t("invite.brokenHint") : sentenceOf(invite.error)}
        </Notice>
      </main>
    );
  }
  if (invite.data === undefined || joinedDriveId !== null || session.isLoading) {
    return <main className="h-full bg-side" aria-busy aria-label={t("invite.reading")} />;
  }
  const { invitedBy, role } = invite.data;
  return (
    <FrontPage
      title={t("invite.title", { drive: invite.data.driveName })}
      lead={t("invite.lead", {
        person: invitedBy,
        drive: invite.data.driveName,
        role: t(`app:roles.${role}`).toLocaleLowerCase(i18n.language),
      })}
    >
      <InviteForm
        signedInAs={session.data?.user.name}
        isPending={accept.isPending}
        error={accept.error}
        onAccept={(acceptance, onSettled) => accept.mutate(acceptance, { onSettled })}
      />
    </FrontPage>
  );
}

/** Where somebody goes whose link opens nothing: into their workspace, or to where they sign in to it. */
function WayOn({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { t } = useTranslation("front");
  const navigate = useNavigate();
  return isSignedIn ? (
    <Button onClick={() => void navigate({ to: "/" })}>{t("invite.goHome")}</Button>
  ) : (
    <Button onClick={() => void navigate({ to: "/sign-in" })}>{t("invite.signIn")}</Button>
  );
}

/** The link may well be good: the server does not say. */
function UnreadInvite({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation("front");
  return (
    <main className="grid h-full place-items-center bg-side">
      <Notice
        icon={CloudOff}
        title={t("invite.unread")}
        role="alert"
        action={<Button onClick={onRetry}>{t("invite.retry")}</Button>}
      >
        {sentenceOf(error)}
      </Notice>
    </main>
  );
}
