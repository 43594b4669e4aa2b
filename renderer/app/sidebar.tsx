import { useQuery } from "@tanstack/react-query";
import { CatchBoundary, Link } from "@tanstack/react-router";
import { PanelLeftClose, Plus, Search, Trash2 } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Kbd } from "#renderer/components/kbd.tsx";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { Menu } from "#renderer/components/menu.tsx";
import { DriveSwitcher } from "#renderer/features/drives/drive-switcher.tsx";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { useNewPageMenu } from "#renderer/workspace/pages/new-page-menu.ts";
import { setPreferences } from "#renderer/workspace/preferences/preferences.ts";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { useCurrentPlace, useShownDriveId } from "#renderer/workspace/tabs/current-place.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { useIsNarrow } from "#renderer/workspace/window/use-media.ts";
import { BrokenView } from "./broken-view.tsx";
import { TreeSkeleton } from "./tree-skeleton.tsx";

const PageTree = lazyPart(() => import("#renderer/features/tree/page-tree.tsx").then((module) => module.PageTree));
const PersonMenu = lazyPart(() => import("./person-menu.tsx").then((module) => module.PersonMenu));

/** Without it the pages are found in the tree. */
const FavoritesSection = lazyPart(
  () => import("#renderer/features/favorites/favorites-section.tsx").then((module) => module.FavoritesSection),
  () => null,
);

/** Without it requests are found in the share dialogs. */
const RequestsRow = lazyPart(
  () => import("#renderer/features/access-requests/requests-row.tsx").then((module) => module.RequestsRow),
  () => null,
);

const rowLook =
  "flex h-[var(--row)] w-full items-center gap-2 rounded-sm px-2 text-ink-2 hover:bg-hover coarse:h-10 aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-ink";

/** What stands left of the page: drives, search, the tree, the trash and the person. */
export function Sidebar() {
  const { t } = useTranslation();
  const place = useCurrentPlace();
  const { data: drives } = useQuery(drivesQuery());
  const isNarrow = useIsNarrow();
  const shownDriveId = useShownDriveId();
  const isForeign = drives?.every(({ id }) => id !== shownDriveId) === true;
  const driveId = isForeign ? drives[0]?.id : shownDriveId;
  const newPageMenu = useNewPageMenu(driveId, null);
  const isAllowed = useAllowed();
  const canAdd = driveId === undefined || isAllowed({ driveId, pageId: null }, "edit");
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-0.5 pt-2 text-md">
      <div className="flex items-center gap-0.5 px-2">
        <DriveSwitcher driveId={driveId} />
        {isNarrow ? null : (
          <IconButton
            label={t("sidebar.close")}
            shortcut={showShortcut(shortcuts.sidebar)}
            onClick={() => setPreferences({ isSidebarOpen: false })}
          >
            <PanelLeftClose aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      <div className="px-2">
        <button type="button" className={rowLook} onClick={() => openDialog({ kind: "palette", startsWith: "pages" })}>
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="flex-1 text-left">{t("sidebar.search")}</span>
          <span className="coarse:hidden">
            <Kbd>{showShortcut(shortcuts.palette)}</Kbd>
          </span>
        </button>
      </div>
      <Suspense>
        <RequestsRow className={rowLook} />
      </Suspense>
      <Suspense>
        <FavoritesSection currentId={place.pageId} />
      </Suspense>
      <div className="flex min-h-9 items-center px-4 pt-3 pr-2.5">
        <h2 className="flex-1 font-semibold text-ink-3 text-xs">{t("sidebar.pages")}</h2>
        {canAdd ? (
          <Menu
            label={t("page.newDocument")}
            align="end"
            items={newPageMenu}
            trigger={
              <IconButton size="small" label={t("page.newDocument")} disabled={driveId === undefined}>
                <Plus aria-hidden className="size-4" />
              </IconButton>
            }
          />
        ) : null}
      </div>
      {driveId === undefined ? (
        <div className="flex-1" />
      ) : (
        <>
          <CatchBoundary getResetKey={() => driveId} errorComponent={BrokenView}>
            <Suspense fallback={<TreeSkeleton />}>
              <PageTree key={driveId} driveId={driveId} currentId={place.pageId} />
            </Suspense>
          </CatchBoundary>
          <div className="border-line border-t px-2 pt-2">
            <Link to="/d/$driveId/trash" params={{ driveId }} className={rowLook}>
              <Trash2 aria-hidden strokeWidth={1.6} className="size-4 shrink-0" />
              {t("sidebar.trash")}
            </Link>
          </div>
        </>
      )}
      <div className="px-2 pb-2">
        <Suspense fallback={<div className="h-8 coarse:h-10" />}>
          <PersonMenu />
        </Suspense>
      </div>
    </div>
  );
}
