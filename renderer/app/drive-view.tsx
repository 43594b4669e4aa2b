import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { FolderX } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "#renderer/components/notice.tsx";
import { DropSurface } from "#renderer/features/folder/drop-surface.tsx";
import { PageList } from "#renderer/features/folder/page-list.tsx";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { leaveTabs } from "#renderer/workspace/tabs/tabs.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";
import { HeaderBar } from "./header-bar.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";
import { InviteButton } from "./share-button.tsx";

/** A drive's root: what lies in it, and ways to begin. */
export function DriveView() {
  const { t } = useTranslation();
  const { driveId } = useParams({ from: "/shell/d/$driveId" });
  const { data: drives } = useQuery(drivesQuery());
  const drive = drives?.find(({ id }) => id === driveId);
  useEffect(leaveTabs, []);
  useWindowTitle(drive?.name);
  if (drives === undefined) return <PageSkeleton />;
  if (drive === undefined) {
    return (
      <>
        <HeaderBar>{null}</HeaderBar>
        <Notice
          icon={FolderX}
          title={t("drives.gone")}
          action={
            <Link to="/" className="text-accent underline-offset-2 hover:underline">
              {t("page.goStart")}
            </Link>
          }
        >
          {t("page.goneHint")}
        </Notice>
      </>
    );
  }
  return (
    <>
      <HeaderBar>
        <span className="truncate font-medium text-ink">{drive.name}</span>
        <span className="flex-1" />
        <InviteButton driveId={drive.id} />
      </HeaderBar>
      <div className="min-h-0 flex-1 overflow-auto outline-none" data-page-scroll>
        <DropSurface place={{ driveId: drive.id, parentId: null }}>
          <h1 className="mb-4 font-[680] text-title leading-tight tracking-[-0.021em] phone:text-title-narrow">
            {drive.name}
          </h1>
          <PageList
            driveId={drive.id}
            parentId={null}
            label={drive.name}
            emptyTitle={t("drives.empty")}
            emptyHint={t("drives.emptyHint")}
          />
        </DropSurface>
      </div>
    </>
  );
}
