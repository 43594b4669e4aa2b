import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Notice } from "#renderer/components/notice.tsx";

/** Stands at an address that leads nowhere. */
export function LostView() {
  const { t } = useTranslation();
  return (
    <Notice
      icon={Compass}
      title={t("errors.notFound")}
      action={
        <Link to="/" className="text-accent underline-offset-2 hover:underline">
          {t("page.goStart")}
        </Link>
      }
    />
  );
}
