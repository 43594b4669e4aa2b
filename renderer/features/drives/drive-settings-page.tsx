import { useQuery } from "@tanstack/react-query";
import { FolderX, SmilePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { DriveFrame } from "#renderer/workspace/drives/drive-frame.tsx";
import { driveQuery } from "#renderer/workspace/drives/drive-query.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import type { DriveDetails } from "#services/contracts/shapes.ts";
import { DriveForm } from "./drive-form.tsx";
import { DriveTags } from "./drive-tags.tsx";
import { TrashDrive } from "./trash-drive.tsx";
import "./locale-en.ts";

/** What a drive is called, looks like, is for and tells an AI; those in charge change it, its owner puts it away. */
export function DriveSettingsPage({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  const { data: drives } = useQuery(drivesQuery());
  const { data: drive, error, refetch } = useQuery(driveQuery(driveId));
  const isMissing = isGone(error) || drives?.every(({ id }) => id !== driveId) === true;
  return (
    <DriveFrame
      title={t("drives.settings")}
      gone={{ icon: FolderX, title: t("driveSettings:gone"), hint: t("driveSettings:goneHint") }}
      isGone={isMissing}
      failed={t("driveSettings:failed")}
      error={error}
      onRetry={() => void refetch()}
    >
      {drive === undefined ? undefined : <Settings drive={drive} />}
    </DriveFrame>
  );
}

function Settings({ drive }: { readonly drive: DriveDetails }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  const canChange = isInCharge(drive);
  return (
    <div className="flex flex-col gap-6">
      <h1 className="font-[680] text-title leading-tight tracking-[-0.021em] phone:text-title-narrow">
        {t("drives.settings")}
      </h1>
      {canChange ? (
        <>
          <button
            type="button"
            aria-haspopup="dialog"
            className="flex h-11 w-fit items-center gap-2 rounded-md px-2 text-ink-2 hover:bg-hover"
            onClick={() => openDialog({ kind: "icon", of: { kind: "drive", drive } })}
          >
            {drive.icon === null ? (
              <>
                <SmilePlus aria-hidden className="size-5" />
                {t("driveSettings:addIcon")}
              </>
            ) : (
              <>
                <span aria-hidden className="text-[32px] leading-none">
                  {drive.icon}
                </span>
                <span className="sr-only">{t("driveSettings:changeIcon", { icon: drive.icon })}</span>
              </>
            )}
          </button>
          <DriveForm drive={drive} />
        </>
      ) : (
        <About drive={drive} />
      )}
      <DriveTags driveId={drive.id} />
      {drive.kind === "shared" && drive.role === "owner" ? <TrashDrive drive={drive} /> : null}
    </div>
  );
}

/** The same for those who may not change it. */
function About({ drive }: { readonly drive: DriveDetails }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  return (
    <dl className="flex flex-col gap-4">
      <Line term={t("drives.name")} text={drive.icon === null ? drive.name : `${drive.icon} ${drive.name}`} />
      <Line term={t("driveSettings:description")} text={drive.description} />
      <Line term={t("driveSettings:instructions")} text={drive.aiInstructions} />
      <p className="text-ink-3 text-sm">{t("driveSettings:byOthers")}</p>
    </dl>
  );
}

function Line({ term, text }: { readonly term: string; readonly text: string }) {
  const { t } = useTranslation("driveSettings");
  return (
    <div>
      <dt className="font-medium text-ink-2 text-sm">{term}</dt>
      <dd dir="auto" className="whitespace-pre-wrap break-words">
        {text === "" ? t("none") : text}
      </dd>
    </div>
  );
}
