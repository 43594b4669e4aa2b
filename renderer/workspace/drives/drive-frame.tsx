import { CloudOff, type LucideIcon } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { leaveTabs } from "#renderer/workspace/tabs/tabs.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";

interface DriveFrameProps {
  /** What the window is called. */
  readonly title: string;
  readonly gone: { readonly icon: LucideIcon; readonly title: string; readonly hint: string };
  /** Whether the drive is gone, or the person has no place in it. */
  readonly isGone: boolean;
  /** What is said where it could not be read. */
  readonly failed: string;
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** Nothing while it is read. */
  readonly children: ReactNode;
}

/** A page about a drive, which is in no tab: the drive gone, still read, not to be read, or what there is to show. */
export function DriveFrame({ title, gone, isGone, failed, error, onRetry, children }: DriveFrameProps) {
  const { t } = useTranslation();
  useEffect(leaveTabs, []);
  useWindowTitle(title);
  const { icon } = gone;
  return (
    <div className="min-h-0 flex-1 overflow-auto outline-none" data-page-scroll>
      <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-7 pb-24 phone:px-4">
        {isGone ? (
          <Notice icon={icon} title={gone.title}>
            {gone.hint}
          </Notice>
        ) : children !== undefined ? (
          children
        ) : error === null ? (
          <Skeleton className="mt-6 h-4 w-2/5" />
        ) : (
          <Notice
            icon={CloudOff}
            title={failed}
            role="alert"
            action={<Button onClick={onRetry}>{t("common.retry")}</Button>}
          >
            {sentenceOf(error)}
          </Notice>
        )}
      </div>
    </div>
  );
}
