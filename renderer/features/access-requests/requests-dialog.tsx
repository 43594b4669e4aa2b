import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { accessRequestsQuery } from "#renderer/workspace/access-requests/access-requests-query.ts";
import { RequestList } from "#renderer/workspace/access-requests/request-list.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import "#renderer/workspace/access-requests/locale-en.ts";

/** Everything that is asked of the person, on all pages they manage. */
export function RequestsDialog() {
  const { t } = useTranslation(["accessRequests", "app"]);
  const { data: requests, error, refetch } = useQuery(accessRequestsQuery());
  return (
    <Dialog title={t("title")} closeLabel={t("app:common.close")} size="medium" onClose={closeDialog}>
      {requests !== undefined && requests.length > 0 ? (
        <RequestList requests={requests} />
      ) : (
        <div role="status" className="flex flex-col items-start gap-3 py-4 text-ink-2">
          {requests !== undefined ? t("none") : error === null ? t("loading") : sentenceOf(error)}
          {requests === undefined && error !== null ? (
            <Button onClick={() => void refetch()}>{t("app:common.retry")}</Button>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
