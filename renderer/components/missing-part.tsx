import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

/** Says at the foot of the window that a part of the app could not be fetched. */
export function MissingPart() {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      className="rise fixed inset-x-3 bottom-3 z-50 mx-auto flex w-fit max-w-full items-center gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-3.5 text-ink text-sm shadow-lift"
    >
      <RefreshCw aria-hidden className="size-4 shrink-0 text-warn" />
      <p>{t("errors.missingPart")}</p>
      <Button tone="primary" onClick={() => window.location.reload()}>
        {t("common.reload")}
      </Button>
    </div>
  );
}
