import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readSearchAddress } from "#renderer/features/search/page/search-address.ts";
import { SearchPage } from "#renderer/features/search/page/search-page.tsx";
import { HeaderBar } from "./header-bar.tsx";

/** The search page under the bar that leads back; its address holds the search. */
export function SearchView() {
  const { t } = useTranslation();
  const address = readSearchAddress(useSearch({ from: "/shell/search" }));
  const navigate = useNavigate();
  return (
    <>
      <HeaderBar>
        <span className="truncate font-medium text-ink">{t("sidebar.search")}</span>
      </HeaderBar>
      <SearchPage
        address={address}
        onChange={(search, how) => void navigate({ to: "/search", search: { ...search }, replace: how === "replace" })}
      />
    </>
  );
}
