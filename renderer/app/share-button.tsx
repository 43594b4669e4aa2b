import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";

/** Invites people to the drive of what is shown, where the person may. */
export function ShareButton({ driveId }: { readonly driveId: string }) {
  const { t } = useTranslation();
  const { data: drives } = useQuery(drivesQuery());
  const drive = drives?.find(({ id }) => id === driveId);
  if (drive === undefined || !isInCharge(drive)) return null;
  return <Button onClick={() => openDialog({ kind: "invite", drive })}>{t("members.share")}</Button>;
}
