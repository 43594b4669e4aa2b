import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { leaveTabs } from "#renderer/workspace/tabs/tabs.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";
import { ActivityList } from "./activity-list.tsx";
import "./locale-en.ts";

/** What happened in a drive, as far as one may see it. */
export function ActivityPage({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation(["activity"]);
  const { data: drives } = useQuery(drivesQuery());
  const drive = drives?.find(({ id }) => id === driveId);
  const title = drive === undefined ? t("activity:title") : t("activity:ofDrive", { drive: drive.name });
  useEffect(leaveTabs, []);
  useWindowTitle(title);
  return (
    <div className="min-h-0 flex-1 overflow-auto outline-none" data-page-scroll>
      <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-7 pb-24 phone:px-4">
        <h1
          dir="auto"
          className="mb-4 break-words font-[680] text-title leading-tight tracking-[-0.021em] phone:text-title-narrow"
        >
          {title}
        </h1>
        <ActivityList driveId={driveId} />
      </div>
    </div>
  );
}
