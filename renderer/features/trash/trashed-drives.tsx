import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { DriveSign } from "#renderer/components/drive-sign.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { restoreDrive, trashedDrivesQuery } from "#renderer/workspace/drives/trashed-drives.ts";
import { formatAgo, formatDate } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { TrashedDrive } from "#services/contracts/shapes.ts";

/** The drives the person put in the trash, with the way back; nothing where there are none. */
export function TrashedDrives() {
  const { t } = useTranslation(["app", "trash"]);
  const cache = useQueryClient();
  const { data: drives, error, refetch } = useQuery(trashedDrivesQuery());
  const restore = useMutation({
    scope: { id: "trashed-drives" },
    mutationFn: ({ id }: TrashedDrive) => restoreDrive(cache, id),
    onSuccess: (_done, { name }) => showToast({ message: t("trash:driveRestored", { drive: name }) }),
  });
  if (error === null && (drives === undefined || drives.length === 0)) return null;
  return (
    <section className="mt-10">
      <h2 className="mb-2 font-semibold">{t("trash:drives")}</h2>
      <p role="alert" className="mb-2 text-bad text-sm empty:hidden">
        {restore.error === null ? "" : sentenceOf(restore.error)}
      </p>
      {error === null ? null : (
        <div role="alert" className="flex items-center gap-3 text-sm">
          <p className="flex-1 text-ink-2">{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{t("common.retry")}</Button>
        </div>
      )}
      <ul aria-label={t("trash:drives")} className="border-line border-t">
        {drives?.map((drive) => (
          <li key={drive.id} className="flex min-h-11 items-center gap-2.5 border-line border-b px-2 py-1">
            <DriveSign drive={drive} />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate text-left">
                {drive.name}
              </span>
              <span className="block truncate text-ink-3 text-sm phone:whitespace-normal">
                {[
                  t("trash:since", { ago: formatAgo(drive.trashedAt) }),
                  t("trash:below", { count: drive.pageCount }),
                  t("trash:until", { date: formatDate(drive.deletedAt) }),
                ].join(" · ")}
              </span>
            </span>
            <Button
              tone="quiet"
              aria-label={t("trash:restoreDrive", { drive: drive.name })}
              onClick={() => {
                if (!restore.isPending) restore.mutate(drive);
              }}
            >
              <RotateCcw aria-hidden className="size-3.5" />
              {t("trash.restore")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
