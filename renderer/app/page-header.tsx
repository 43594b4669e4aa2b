import { Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Faces } from "#renderer/components/faces.tsx";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Menu } from "#renderer/components/menu.tsx";
import { usePageMenu } from "#renderer/workspace/pages/page-menu.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { HeaderBar } from "./header-bar.tsx";
import { SaveState } from "./save-state.tsx";
import { SharePageButton } from "./share-button.tsx";

const nobody = [] as const;

/** The bar over a page: where it stands, whether it is saved, who is here, what can be done. */
export function PageHeader({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  const menuOf = usePageMenu();
  const faces = usePageStatus(({ facesByPage }) => facesByPage[page.id]) ?? nobody;
  return (
    <HeaderBar>
      <Breadcrumb page={page} />
      <SaveState pageId={page.id} />
      <span className="flex-1" />
      <Faces faces={faces} label={t("page.here")} />
      <SharePageButton page={page} />
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
