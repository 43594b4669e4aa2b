import { useQuery } from "@tanstack/react-query";
import { CloudOff, FolderX, SmilePlus } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { driveQuery } from "#renderer/workspace/drives/drive-query.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { leaveTabs } from "#renderer/workspace/tabs/tabs.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";
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
  useEffect(leaveTabs, []);
  useWindowTitle(t("drives.settings"));
  return (
    <div className="min-h-0 flex-1 overflow-auto outline-none" data-page-scroll>
      <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-7 pb-24 phone:px-4">
        {isMissing ? (
          <Notice icon={FolderX} title={t("driveSettings:gone")}>
            {t("driveSettings:goneHint")}
          </Notice>
        ) : drive !== undefined ? (
          <Settings drive={drive} />
        ) : error === null ? (
          <Skeleton className="mt-6 h-4 w-2/5" />
        ) : (
          <Notice
            icon={CloudOff}
            title={t("driveSettings:failed")}
            role="alert"
            action={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}
          >
            {sentenceOf(error)}
          </Notice>
        )}
      </div>
    </div>
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
