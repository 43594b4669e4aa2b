import { useQuery } from "@tanstack/react-query";
import { House, UserPlus, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { DriveFrame } from "#renderer/workspace/drives/drive-frame.tsx";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { membersQuery } from "#renderer/workspace/drives/members-query.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import type { DriveMember, DriveSummary } from "#services/contracts/shapes.ts";
import { InviteList } from "./invite-list.tsx";
import { type AskedChange, MemberDialog } from "./member-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { useMemberChange } from "./members-query.ts";
import "./locale-en.ts";

/** Who is in a drive and as what; those in charge change it here, everybody leaves here. */
export function MembersPage({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["app", "members"]);
  const { data: drives } = useQuery(drivesQuery());
  const { data: members, error, refetch } = useQuery(membersQuery(driveId));
  const drive = drives?.find(({ id }) => id === driveId);
  return (
    <DriveFrame
      title={t("members:title")}
      gone={{ icon: UserX, title: t("members:gone"), hint: t("members:goneHint") }}
      isGone={isGone(error) || (drives !== undefined && drive === undefined)}
      failed={t("members:failed")}
      error={error}
      onRetry={() => void refetch()}
    >
      {drive === undefined || members === undefined ? undefined : <Members drive={drive} members={members} />}
    </DriveFrame>
  );
}

interface MembersProps {
  readonly drive: DriveSummary;
  readonly members: readonly DriveMember[];
}

function Members({ drive, members }: MembersProps) {
  const { t } = useTranslation(["app", "members"]);
  const [asked, setAsked] = useState<AskedChange | null>(null);
  const change = useMemberChange(drive.id);
  if (drive.kind === "home" && drive.role === "owner") return <Notice icon={House} title={t("members:home")} />;
  const canChange = isInCharge(drive);
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="font-[680] text-title leading-tight tracking-[-0.021em] phone:text-title-narrow">
            {t("members:title")}
          </h1>
          <p className="mt-1 mb-4 text-ink-2">
            {t(drive.role === "guest" ? "members:guestLead" : "members:lead", { drive: drive.name })}
          </p>
        </div>
        {canChange ? (
          <Button tone="primary" className="mt-2" onClick={() => openDialog({ kind: "invite", drive })}>
            <UserPlus aria-hidden className="size-4" />
            {t("drives.invite")}
          </Button>
        ) : null}
      </div>
      {change.error === null || asked !== null ? null : (
        <p role="alert" className="mb-3 text-bad text-sm">
          {sentenceOf(change.error)}
        </p>
      )}
      <ul aria-label={t("members:list", { drive: drive.name })} className="border-line border-t">
        {members.map((member) => (
          <MemberRow key={member.person.id} member={member} canChange={canChange} change={change} onAsk={setAsked} />
        ))}
      </ul>
      {canChange ? <InviteList driveId={drive.id} /> : null}
      <footer className="mt-6 flex flex-wrap items-center gap-3">
        {drive.role === "owner" ? (
          <>
            <p className="min-w-60 flex-1 text-ink-2 text-sm">{t("members:ownerStays")}</p>
            <Button onClick={() => setAsked({ kind: "handOn" })}>{t("members:handOn")}</Button>
          </>
        ) : (
          <Button tone="danger" onClick={() => setAsked({ kind: "leave" })}>
            {t("members:leave")}
          </Button>
        )}
      </footer>
      {asked === null ? null : (
        <MemberDialog
          asked={asked}
          drive={drive}
          members={members}
          change={change}
          onClose={() => {
            setAsked(null);
            change.reset();
          }}
        />
      )}
    </>
  );
}
