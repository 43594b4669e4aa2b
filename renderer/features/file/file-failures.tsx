import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import type { FileDetails } from "#services/contracts/shapes.ts";

interface FileFailuresProps {
  readonly page: PageDetails;
  readonly details: FileDetails;
}

/** What could not be made of the file, why, and the way to try once more. */
export function FileFailures({ page, details }: FileFailuresProps) {
  const { t } = useTranslation("file");
  const cache = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.call("files.reprocess", { pageId: page.id }),
    onSuccess: () => cache.invalidateQueries({ queryKey: queryKeys.file(page.id) }),
    onError: (error) => showToast({ message: t("failed.notRetried"), description: sentenceOf(error) }),
  });
  const failures = [
    ...(details.preview === "failed" ? [{ title: t("failed.preview"), reason: details.previewReason }] : []),
    ...(details.text === "failed" ? [{ title: t("failed.text"), reason: details.textReason }] : []),
  ];
  if (failures.length === 0) return null;
  return (
    <div className="file-failure" role="status">
      <TriangleAlert aria-hidden />
      <div>
        {failures.map(({ title, reason }) => (
          <p key={title}>
            <strong>{title}.</strong> {reason}
          </p>
        ))}
        <p className="file-kept">{t("failed.kept")}</p>
      </div>
      {includesLevel(page.level, "edit") && !page.isTrashed && (
        <Button isPending={retry.isPending} onClick={() => retry.mutate()}>
          {retry.isPending ? t("failed.retrying") : t("failed.retry")}
        </Button>
      )}
    </div>
  );
}
