import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { readDriveWent, restoreDrive } from "#renderer/workspace/drives/trashed-drives.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";

/** Says what moving a drive to the trash brings about, does it, and offers to undo it. */
export function TrashDrive({ drive }: { readonly drive: DriveSummary }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isAsked, setIsAsked] = useState(false);
  const named = { drive: drive.name };

  function undo() {
    restoreDrive(cache, drive.id).then(
      () => void navigate({ to: "/d/$driveId", params: { driveId: drive.id } }),
      (error: unknown) => showToast({ message: t("driveSettings:notRestored"), description: sentenceOf(error) }),
    );
  }
  const put = useMutation({
    mutationFn: () => api.call("drives.trash", { driveId: drive.id }),
    onSuccess: async () => {
      const home = (await cache.ensureQueryData(drivesQuery())).find(
        ({ kind, role }) => kind === "home" && role === "owner",
      );
      await navigate(home === undefined ? { to: "/" } : { to: "/d/$driveId", params: { driveId: home.id } });
      // After leaving it: what is shown of it cannot be read any more. Also without events.
      readDriveWent(cache, drive.id);
      showToast({
        message: t("driveSettings:trashed", named),
        action: { label: t("common.undo"), onSelect: undo },
      });
    },
  });
  const hint = t("driveSettings:trashHint", { days: limits.trashDays });
  return (
    <section className="flex flex-wrap items-center gap-3 border-line border-t pt-5">
      <div className="min-w-60 flex-1">
        <h2 className="font-semibold">{t("driveSettings:trashTitle")}</h2>
        <p className="mt-1 text-ink-2 text-sm">{hint}</p>
      </div>
      <Button tone="danger" onClick={() => setIsAsked(true)}>
        {t("driveSettings:trash")}
      </Button>
      {isAsked ? (
        <Dialog
          title={t("driveSettings:trashQuestion", named)}
          description={hint}
          closeLabel={t("common.close")}
          onClose={() => setIsAsked(false)}
        >
          <p role="alert" className="mb-3 text-bad text-sm empty:hidden">
            {put.error === null ? "" : sentenceOf(put.error)}
          </p>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setIsAsked(false)}>{t("common.cancel")}</Button>
            <Button tone="danger" isPending={put.isPending} onClick={() => put.mutate()}>
              {t("driveSettings:trashNow")}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
