import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { BrokenView } from "./broken-view.tsx";

const askAgainMs = 3_000;

/** Stands in the shell's place while the server does not say who is signed in, and asks it again. */
export function StartFailed(props: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const isWaiting = isAway(props.error);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void router.invalidate(), askAgainMs);
    return () => clearInterval(timer);
  }, [isWaiting, router]);
  if (!isWaiting) return <BrokenView {...props} />;
  return (
    <Notice
      icon={CloudOff}
      title={t("connection.start")}
      role="status"
      action={<Button onClick={() => void router.invalidate()}>{t("common.retry")}</Button>}
    >
      {t("connection.startHint")}
    </Notice>
  );
}
