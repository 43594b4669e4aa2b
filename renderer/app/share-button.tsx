import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";

/** Shows who can see a page and shares it, where the person may; a lock tells a restricted page. */
export function SharePageButton({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  return (
    <Button onClick={() => openDialog({ kind: "share", page })}>
      {page.isRestricted ? <Lock role="img" aria-label={t("page.restricted")} className="size-3.5" /> : null}
      {t("members.share")}
    </Button>
  );
}

/** Invites people to a drive, where the person may. */
export function InviteButton({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation();
  const { data: drives } = useQuery(drivesQuery());
  const drive = drives?.find(({ id }) => id === driveId);
  if (drive === undefined || !isInCharge(drive)) return null;
  return <Button onClick={() => openDialog({ kind: "invite", drive })}>{t("members.share")}</Button>;
}
