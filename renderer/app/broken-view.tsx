import type { ErrorComponentProps } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";

/** Stands where a part of the app failed in a way nobody foresaw. */
export function BrokenView({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Notice
      icon={TriangleAlert}
      title={t("errors.broken")}
      role="alert"
      action={
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t("common.reload")}
        </Button>
      }
    >
      <p>{t("errors.brokenHint")}</p>
      <p className="mt-2 font-mono text-ink-3 text-xs">{error instanceof Error ? error.message : String(error)}</p>
    </Notice>
  );
}
