import { Eye, RefreshCw, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";

/** Why a document cannot be changed here, as far as the person should know. */
export type Obstacle =
  | { readonly kind: "viewer" }
  | { readonly kind: "trashed" }
  | { readonly kind: "locked" }
  | { readonly kind: "outdated"; readonly copy: () => Promise<void> }
  | { readonly kind: "unknown"; readonly what: string }
  | { readonly kind: "refused"; readonly reason: string; readonly copy: () => Promise<void> };

/** One sentence over the text that says why it cannot be changed, and the way on. */
export function DocumentNotice({ obstacle }: { readonly obstacle: Obstacle }) {
  const { t } = useTranslation("document");
  switch (obstacle.kind) {
    case "viewer":
      return <Banner icon={<Eye aria-hidden />}>{t("notice.viewer")}</Banner>;
    case "trashed":
    case "locked":
      // The page's own banner, or the mark in its header, says so.
      return null;
    case "outdated":
      return (
        <Banner
          isWarning
          icon={<RefreshCw aria-hidden />}
          action={
            <>
              <CopyOutButton copy={obstacle.copy} />
              <ReloadButton />
            </>
          }
        >
          {t("notice.outdated")}
        </Banner>
      );
    case "unknown":
      return (
        <Banner isWarning icon={<TriangleAlert aria-hidden />} action={<ReloadButton />}>
          {t("notice.unknown", { what: obstacle.what })}
        </Banner>
      );
    case "refused":
      return (
        <Banner isWarning icon={<TriangleAlert aria-hidden />} action={<CopyOutButton copy={obstacle.copy} />}>
          {t("notice.refused", { reason: obstacle.reason })}
        </Banner>
      );
  }
}

interface BannerProps {
  readonly icon: ReactNode;
  readonly action?: ReactNode;
  readonly isWarning?: boolean;
  readonly children: ReactNode;
}

function Banner({ icon, action, isWarning = false, children }: BannerProps) {
  return (
    <div className={isWarning ? "document-notice is-warning" : "document-notice"} role="status">
      {icon}
      <p>{children}</p>
      {action}
    </div>
  );
}

function ReloadButton() {
  const { t } = useTranslation("document");
  return <Button onClick={() => window.location.reload()}>{t("notice.reload")}</Button>;
}

function CopyOutButton({ copy }: { readonly copy: () => Promise<void> }) {
  const { t } = useTranslation("document");
  const [outcome, setOutcome] = useState<"none" | "copied" | "failed">("none");
  return (
    <>
      <Button
        onClick={() =>
          void copy().then(
            () => setOutcome("copied"),
            () => setOutcome("failed"),
          )
        }
      >
        {outcome === "copied" ? t("notice.copied") : t("notice.copyOut")}
      </Button>
      {outcome === "failed" && <p role="alert">{t("notice.copyFailed")}</p>}
    </>
  );
}
