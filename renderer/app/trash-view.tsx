import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TrashPage } from "#renderer/features/trash/trash-page.tsx";
import { HeaderBar } from "./header-bar.tsx";

/** A drive's trash under the bar that leads back. */
export function TrashView() {
  const { t } = useTranslation();
  const { driveId } = useParams({ from: "/shell/d/$driveId/trash" });
  return (
    <>
      <HeaderBar>
        <span className="truncate font-medium text-ink">{t("trash.title")}</span>
      </HeaderBar>
      <TrashPage driveId={driveId} />
    </>
  );
}
