import { useQuery } from "@tanstack/react-query";
import { UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { accessRequestsQuery } from "#renderer/workspace/access-requests/access-requests-query.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import "#renderer/workspace/access-requests/locale-en.ts";

/** Says that people ask for access; nothing where nobody does. */
export function RequestsRow({ className }: { readonly className: string }) {
  const { t } = useTranslation("accessRequests");
  const { data: requests } = useQuery(accessRequestsQuery());
  const count = requests?.length ?? 0;
  if (count === 0) return null;
  return (
    <div className="px-2">
      <button type="button" className={className} onClick={() => openDialog({ kind: "access-requests" })}>
        <UserRoundPlus aria-hidden className="size-4 shrink-0 text-accent" />
        <span className="min-w-0 flex-1 truncate text-left">{t("row", { count })}</span>
      </button>
    </div>
  );
}
