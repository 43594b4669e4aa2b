import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Faces } from "#renderer/components/faces.tsx";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Menu } from "#renderer/components/menu.tsx";
import { usePageMenu } from "#renderer/workspace/page-menu.ts";
import { usePageStatus } from "#renderer/workspace/page-status.ts";
import type { PageDetails } from "#renderer/workspace/pages.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/use-open-page.ts";
import { HeaderBar } from "./header-bar.tsx";
import { SaveState } from "./save-state.tsx";
import { ShareButton } from "./share-button.tsx";

const nobody = [] as const;

/** The bar over a page: where it stands, whether it is saved, who is here, what can be done. */
export function PageHeader({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  const menuOf = usePageMenu();
  const openPage = useOpenPage();
  const faces = usePageStatus(({ facesByPage }) => facesByPage[page.id]) ?? nobody;
  return (
    <HeaderBar>
      <nav aria-label={t("page.breadcrumb")} className="min-w-0">
        <ol className="flex min-w-0 items-center gap-1.5">
          {page.breadcrumb.map((step) => (
            <li key={step.id} className="flex min-w-0 shrink-2 items-center gap-1.5 phone:hidden">
              <Link
                to="/d/$driveId/p/$pageId"
                params={{ driveId: page.driveId, pageId: step.id }}
                onClick={(event) => {
                  if (!asksForTab(event)) return;
                  event.preventDefault();
                  openPage({ id: step.id, driveId: page.driveId }, { isBehind: true });
                }}
                className="min-w-5 truncate rounded-[3px] hover:text-ink hover:underline hover:underline-offset-2"
              >
                {step.title || t("page.untitled")}
              </Link>
              <span aria-hidden className="text-ink-3">
                /
              </span>
            </li>
          ))}
          <li aria-current="page" className="min-w-8 truncate font-medium text-ink">
            {page.title || t("page.untitled")}
          </li>
        </ol>
      </nav>
      <SaveState pageId={page.id} />
      <span className="flex-1" />
      <Faces faces={faces} label={t("page.here")} />
      <ShareButton driveId={page.driveId} />
      <Menu
        label={t("page.menu")}
        align="end"
        items={menuOf(page)}
        trigger={
          <IconButton label={t("page.menu")}>
            <Ellipsis aria-hidden className="size-4" />
          </IconButton>
        }
      />
    </HeaderBar>
  );
}
