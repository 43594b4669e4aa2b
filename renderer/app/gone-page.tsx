import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { FileX2 } from "lucide-react";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { Notice } from "#renderer/components/notice.tsx";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { HeaderBar } from "./header-bar.tsx";

/** Without it one can still ask in other words. */
const AskForAccess = lazyPart(
  () => import("#renderer/workspace/access-requests/ask-for-access.tsx").then((module) => module.AskForAccess),
  () => null,
);

/** Stands where a page is gone or may not be seen: the way on, and a way to ask for it. */
export function GonePage({ driveId, pageId }: { readonly driveId: string | undefined; readonly pageId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: drives } = useQuery(drivesQuery());
  const isDriveThere = drives?.some(({ id }) => id === driveId) === true;
  const goOn = () =>
    void (isDriveThere && driveId !== undefined
      ? navigate({ to: "/d/$driveId", params: { driveId } })
      : navigate({ to: "/" }));
  return (
    <Notice
      icon={FileX2}
      title={t("page.gone")}
      action={
        <div className="flex flex-col items-center gap-4">
          <Button onClick={goOn}>{t(isDriveThere ? "page.goHome" : "page.goStart")}</Button>
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

/** The page of an address that names no drive, where it may not be seen; it is led to once it may. */
export function AddressedPage() {
  const { pageId } = useParams({ from: "/shell/p/$pageId" });
  const navigate = useNavigate();
  const driveId = useQuery(pageQuery(pageId)).data?.driveId;
  useEffect(() => {
    if (driveId === undefined) return;
    void navigate({ to: "/d/$driveId/p/$pageId", params: { driveId, pageId }, hash: true, replace: true });
  }, [navigate, driveId, pageId]);
  return (
    <>
      <HeaderBar>{null}</HeaderBar>
      <GonePage key={pageId} driveId={undefined} pageId={pageId} />
    </>
  );
}
