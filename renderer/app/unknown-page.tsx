import { FileQuestionMark } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";

/** A page of a type that came with a newer server than the one this window was loaded from. */
export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <Notice
      icon={FileQuestionMark}
      title={t("page.unknown")}
      action={<Button onClick={() => window.location.reload()}>{t("common.reload")}</Button>}
    >
      {t("page.unknownHint")}
    </Notice>
  );
}
