import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { HeaderBar } from "./header-bar.tsx";
import { SaveState } from "./save-state.tsx";
import { SharePageButton } from "./share-button.tsx";

const Faces = lazyPart(
  () => import("#renderer/components/faces.tsx").then((module) => module.Faces),
  () => null,
);
const PageTools = lazyPart(() => import("./page-tools.tsx").then((module) => module.PageTools));

const nobody = [] as const;

/** The bar over a page: where it stands, whether it is saved, who is here, what can be done. */
export function PageHeader({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  const faces = usePageStatus(({ facesByPage }) => facesByPage[page.id]) ?? nobody;
  return (
    <HeaderBar>
      <Breadcrumb page={page} />
      <SaveState pageId={page.id} />
      <span className="flex-1" />
      {faces.length === 0 ? null : (
        <Suspense>
          <Faces faces={faces} label={t("page.here")} />
        </Suspense>
      )}
      <SharePageButton page={page} />
      <Suspense fallback={<span className="w-16 shrink-0 phone:w-7" />}>
        <PageTools page={page} />
      </Suspense>
    </HeaderBar>
  );
}
