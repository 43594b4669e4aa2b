import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { Menu } from "#renderer/components/menu.tsx";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";

type Step = PageDetails["breadcrumb"][number];

/** Steps that are shown; of a longer way the middle folds into a menu. */
const stepsAtMost = 3;

/** Where a page stands: the way down to it, each step a link. */
export function Breadcrumb({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  const steps = page.breadcrumb;
  const parent = steps.at(-1);
  const isLong = steps.length > stepsAtMost;
  const first = isLong ? steps.slice(0, 1) : steps;
  const last = isLong ? steps.slice(-1) : [];
  return (
    <nav aria-label={t("page.breadcrumb")} className="min-w-0">
      {/* On a phone the parent and the page share the width as equals, and what one leaves is the other's. */}
      <ol className="flex min-w-0 items-center gap-1.5 phone:grid phone:auto-cols-[minmax(0,max-content)] phone:grid-flow-col">
        {first.map((step) => (
          <StepLink key={step.id} step={step} driveId={page.driveId} isParent={step === parent} />
        ))}
        {isLong ? <FoldedSteps steps={steps.slice(1, -1)} driveId={page.driveId} /> : null}
        {last.map((step) => (
          <StepLink key={step.id} step={step} driveId={page.driveId} isParent />
        ))}
        <li aria-current="page" className="min-w-8 truncate font-medium text-ink">
          <OwnIcon icon={page.icon} />
          {shownTitle(page.title)}
        </li>
      </ol>
    </nav>
  );
}

interface StepLinkProps {
  readonly step: Step;
  readonly driveId: string;
  /** The last step, which has room on a phone too. */
  readonly isParent: boolean;
}

function StepLink({ step, driveId, isParent }: StepLinkProps) {
  const openPage = useOpenPage();
  return (
    <li className={clsx("flex min-w-10 shrink-2 items-center gap-1.5 phone:min-w-0", !isParent && "phone:hidden")}>
      <Link
        to="/d/$driveId/p/$pageId"
        params={{ driveId, pageId: step.id }}
        onClick={(event) => {
          if (!asksForTab(event)) return;
          event.preventDefault();
          openPage({ id: step.id, driveId }, { isBehind: true });
        }}
        className="min-w-5 truncate rounded-[3px] hover:text-ink hover:underline hover:underline-offset-2"
      >
        <OwnIcon icon={step.icon} />
        {shownTitle(step.title)}
      </Link>
      <Slash />
    </li>
  );
}

function OwnIcon({ icon }: { readonly icon: string | null }) {
  return icon === null ? null : <span aria-hidden>{icon} </span>;
}

function FoldedSteps({ steps, driveId }: { readonly steps: readonly Step[]; readonly driveId: string }) {
  const { t } = useTranslation();
  const openPage = useOpenPage();
  const items: readonly MenuItem[] = steps.map((step) => ({
    kind: "action",
    label: shownTitle(step.title),
    onSelect: () => openPage({ id: step.id, driveId }),
  }));
  return (
    <li className="flex shrink-0 items-center gap-1.5 phone:hidden">
      <Menu
        label={t("page.between")}
        items={items}
        trigger={
          <button
            type="button"
            aria-label={t("page.between")}
            className="rounded-[3px] px-1 hover:bg-hover hover:text-ink data-[state=open]:bg-active"
          >
            …
          </button>
        }
      />
      <Slash />
    </li>
  );
}

function Slash() {
  return (
    <span aria-hidden className="shrink-0 text-ink-3">
      /
    </span>
  );
}
