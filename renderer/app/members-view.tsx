import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MembersPage } from "#renderer/features/members/members-page.tsx";
import { HeaderBar } from "./header-bar.tsx";

/** The members of a drive under the bar that leads back. */
export function MembersView() {
  const { t } = useTranslation();
  const { driveId } = useParams({ from: "/shell/d/$driveId/members" });
  return (
    <>
      <HeaderBar>
        <span className="truncate font-medium text-ink">{t("drives.members")}</span>
      </HeaderBar>
      <MembersPage key={driveId} driveId={driveId} />
    </>
  );
}
