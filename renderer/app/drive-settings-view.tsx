import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DriveSettingsPage } from "#renderer/features/drives/drive-settings-page.tsx";
import { HeaderBar } from "./header-bar.tsx";

/** The settings of a drive under the bar that leads back. */
export function DriveSettingsView() {
  const { t } = useTranslation();
  const { driveId } = useParams({ from: "/shell/d/$driveId/settings" });
  return (
    <>
      <HeaderBar>
        <span className="truncate font-medium text-ink">{t("drives.settings")}</span>
      </HeaderBar>
      <DriveSettingsPage key={driveId} driveId={driveId} />
    </>
  );
}
