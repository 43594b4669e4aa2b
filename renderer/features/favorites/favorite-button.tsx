import { clsx } from "clsx";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { useFavorites } from "#renderer/workspace/favorites/use-favorites.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";

/** A star that tells whether a page is a favourite, and makes it one. */
export function FavoriteButton({ page }: { readonly page: PageSummary }) {
  const { t } = useTranslation("favorites");
  const favorites = useFavorites();
  const isFavorite = favorites.has(page.id);
  if (page.isTrashed) return null;
  return (
    <IconButton
      label={isFavorite ? t("remove") : t("add")}
      className="phone:hidden"
      onClick={() => (isFavorite ? favorites.remove(page.id) : favorites.add(page))}
    >
      <Star aria-hidden className={clsx("size-4", isFavorite && "fill-current text-accent")} />
    </IconButton>
  );
}
