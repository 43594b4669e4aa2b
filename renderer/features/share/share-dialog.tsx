import { useQuery } from "@tanstack/react-query";
import { Link2, Lock, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { accessRequestsQuery } from "#renderer/workspace/access-requests/access-requests-query.ts";
import { AskForAccess } from "#renderer/workspace/access-requests/ask-for-access.tsx";
import { RequestList } from "#renderer/workspace/access-requests/request-list.tsx";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { copyPageLink } from "#renderer/workspace/pages/copy-page-link.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog, openDialog } from "#renderer/workspace/window/dialogs.ts";
import { includesLevel } from "#services/contracts/access-levels.ts";
import type { DriveSummary, PagePermissions } from "#services/contracts/shapes.ts";
import { GrantList } from "./grant-list.tsx";
import { permissionsQuery, useRightsChange } from "./permissions-query.ts";
import { ShareForm } from "./share-form.tsx";
import { ShareLinks } from "./share-links.tsx";
import { ViewerList } from "./viewer-list.tsx";
import "./locale-en.ts";

/** Who can see a page and why; who manages it shares it here, takes that back, and restricts it. */
export function ShareDialog({ page }: { readonly page: PageSummary }) {
  const { t } = useTranslation(["share", "app"]);
  const { data: permissions, error, refetch } = useQuery(permissionsQuery(page.id));
  const { data: drives } = useQuery(drivesQuery());
  const drive = drives?.find(({ id }) => id === page.driveId);
  return (
    <Dialog
      title={t("title", { title: shownTitle(page.title) })}
      closeLabel={t("app:common.close")}
      size="medium"
      onClose={closeDialog}
    >
      {permissions === undefined || isGone(error) ? (
        <div role="status" className="flex flex-col items-start gap-3 py-4 text-ink-2 text-sm">
          {error === null ? <span className="appear-late">{t("loading")}</span> : null}
          {isGone(error) ? t("lostSight") : null}
          {error === null || isGone(error) ? null : (
            <>
              {sentenceOf(error)}
              <Button onClick={() => void refetch()}>{t("retry")}</Button>
            </>
          )}
        </div>
      ) : (
        <Rights page={page} permissions={permissions} drive={drive} />
      )}
    </Dialog>
  );
}

interface RightsProps {
  readonly page: PageSummary;
  readonly permissions: PagePermissions;
  readonly drive: DriveSummary | undefined;
}

function Rights({ page, permissions, drive }: RightsProps) {
  const { t } = useTranslation(["share", "app"]);
  const change = useRightsChange(page.id);
  const isManager = permissions.level === "manage";
  const driveName = drive?.name ?? "";
  return (
    <div className="flex flex-col gap-5">
      {isManager ? <AskedHere pageId={page.id} /> : null}
      {isManager ? <ShareForm driveName={driveName} change={change} /> : null}
      {change.error === null ? null : (
        <p role="alert" className="text-bad text-sm">
          {sentenceOf(change.error)}
        </p>
      )}
      <GrantList permissions={permissions} driveName={driveName} change={change} />
      <Restriction permissions={permissions} driveName={driveName} change={change} />
      <ViewerList permissions={permissions} />
      {isManager ? <ShareLinks pageId={page.id} /> : null}
      <footer className="flex flex-wrap items-center gap-2 border-line border-t pt-4">
        <Button
          onClick={() =>
            void copyLink(page, (isCopied) => t(isCopied ? "app:tree.linkCopied" : "app:tree.linkNotCopied"))
          }
        >
          <Link2 aria-hidden className="size-4" />
          {t("copyLink")}
        </Button>
        {includesLevel(permissions.level, "edit") ? null : <AskForAccess pageId={page.id} level="edit" />}
        {drive !== undefined && isInCharge(drive) && drive.kind === "shared" ? (
          <Button tone="quiet" onClick={() => openDialog({ kind: "invite", drive })}>
            <UserPlus aria-hidden className="size-4" />
            {t("invite")}
          </Button>
        ) : null}
      </footer>
    </div>
  );
}

async function copyLink(page: PageSummary, say: (isCopied: boolean) => string): Promise<void> {
  showToast({ message: say(await copyPageLink(page)) });
}

/** What people ask for on this page, where anybody does. */
function AskedHere({ pageId }: { readonly pageId: string }) {
  const { data: requests } = useQuery(accessRequestsQuery());
  const asked = requests?.filter(({ page }) => page.id === pageId) ?? [];
  return asked.length === 0 ? null : <RequestList requests={asked} isOfOnePage />;
}

interface RestrictionProps {
  readonly permissions: PagePermissions;
  readonly driveName: string;
  readonly change: ReturnType<typeof useRightsChange>;
}

function Restriction({ permissions, driveName, change }: RestrictionProps) {
  const { t } = useTranslation("share");
  const { restrictedBy, level } = permissions;
  const asked = change.isPending && change.variables.kind === "restrict" ? change.variables.isRestricted : undefined;
  return (
    <section className="flex flex-col gap-3">
      <label className="flex items-start gap-3 rounded-md border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft">
        <input
          type="checkbox"
          checked={asked ?? permissions.isRestricted}
          disabled={level !== "manage"}
          onChange={(event) => change.mutate({ kind: "restrict", isRestricted: event.currentTarget.checked })}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span className="min-w-0 flex-1">
          <span className="block font-medium text-ink">{t("restrict")}</span>
          <span className="block text-ink-2 text-sm">{t("restrictHint", { drive: driveName })}</span>
        </span>
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      </label>
      {restrictedBy === null ? null : (
        <p className="text-ink-2 text-sm">
          {restrictedBy.title === null
            ? t("restrictedAboveHidden")
            : t("restrictedAbove", { title: shownTitle(restrictedBy.title) })}
        </p>
      )}
      {level === "manage" ? null : <p className="text-ink-3 text-sm">{t("onlyManagers")}</p>}
    </section>
  );
}
