import { Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Menu } from "#renderer/components/menu.tsx";
import { FavoriteButton } from "#renderer/features/favorites/favorite-button.tsx";
import { usePageMenu } from "#renderer/workspace/pages/page-menu.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { LockMark } from "./lock-mark.tsx";

/** What can be done with the page that is shown. */
export function PageTools({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  const menuOf = usePageMenu();
  return (
    <>
      <LockMark page={page} />
      <FavoriteButton page={page} />
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
    </>
  );
}
