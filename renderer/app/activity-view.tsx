import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ActivityPage } from "#renderer/features/activity/activity-page.tsx";
import { HeaderBar } from "./header-bar.tsx";

/** What happened in a drive under the bar that leads back. */
export function ActivityView() {
  const { t } = useTranslation();
  const { driveId } = useParams({ from: "/shell/d/$driveId/activity" });
  return (
    <>
      <HeaderBar>
        <span className="truncate font-medium text-ink">{t("drives.activity")}</span>
      </HeaderBar>
      <ActivityPage key={driveId} driveId={driveId} />
    </>
  );
}
