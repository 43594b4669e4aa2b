import { useNavigate } from "@tanstack/react-router";
import { FileQuestionMark, FileX2 } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { Notice } from "#renderer/components/notice.tsx";

/** Without it one can still ask in other words. */
const AskForAccess = lazyPart(
  () => import("#renderer/features/access-requests/ask-for-access.tsx").then((module) => module.AskForAccess),
  () => null,
);

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

/** What stands in place of a page that is gone or not shared with the person. */
export function GonePage({ driveId, pageId }: { driveId: string; pageId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Notice
      icon={FileX2}
      title={t("page.gone")}
      action={
        <div className="flex flex-col items-center gap-4">
          <Button onClick={() => void navigate({ to: "/d/$driveId", params: { driveId } })}>{t("page.goHome")}</Button>
          <Suspense>
            <AskForAccess pageId={pageId} level="view" />
          </Suspense>
        </div>
      }
    >
      {t("page.goneHint")}
    </Notice>
  );
}
