import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, History, House, Plus, Settings2, UserPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DriveSign } from "#renderer/components/drive-sign.tsx";
import { Menu } from "#renderer/components/menu.tsx";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";

/** The drive that is shown, and the way to the others. */
export function DriveSwitcher({ driveId }: { readonly driveId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: drives } = useQuery(drivesQuery());
  const current = drives?.find(({ id }) => id === driveId);
  const own = (drives ?? []).filter(({ sharedBy }) => sharedBy === null);
  const shared = (drives ?? []).filter(({ sharedBy }) => sharedBy !== null);
  const lineOf = (drive: DriveSummary): MenuItem => ({
    kind: "choice",
    label: drive.sharedBy === null ? drive.name : t("drives.by", { name: drive.name, owner: drive.sharedBy }),
    ...(drive.kind === "home" ? { icon: House } : {}),
    isChosen: drive.id === driveId,
    onSelect: () => void navigate({ to: "/d/$driveId", params: { driveId: drive.id } }),
  });
  const items: MenuItem[] = [
    { kind: "heading", label: t("drives.switch") },
    ...own.map(lineOf),
    ...(shared.length === 0 ? [] : [{ kind: "heading", label: t("drives.sharedWithMe") } as const]),
    ...shared.map(lineOf),
    { kind: "separator", id: "drive" },
  ];
  if (current?.kind === "shared") {
    items.push({
      kind: "action",
      label: t("drives.members"),
      icon: Users,
      onSelect: () => void navigate({ to: "/d/$driveId/members", params: { driveId: current.id } }),
    });
  }
  if (current !== undefined && isInCharge(current)) {
    items.push({
      kind: "action",
      label: t("drives.invite"),
      icon: UserPlus,
      onSelect: () => openDialog({ kind: "invite", drive: current }),
    });
  }
  if (current !== undefined && current.role !== "guest") {
    items.push({
      kind: "action",
      label: t("drives.activity"),
      icon: History,
      onSelect: () => void navigate({ to: "/d/$driveId/activity", params: { driveId: current.id } }),
    });
    items.push({
      kind: "action",
      label: t("drives.settings"),
      icon: Settings2,
      onSelect: () => void navigate({ to: "/d/$driveId/settings", params: { driveId: current.id } }),
    });
  }
  items.push({
    kind: "action",
    label: t("drives.create"),
    icon: Plus,
    onSelect: () => openDialog({ kind: "create-drive" }),
  });
  return (
    <Menu
      label={t("drives.switch")}
      items={items}
      trigger={
        <button
          type="button"
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left font-semibold hover:bg-hover data-[state=open]:bg-active coarse:h-11"
        >
          <DriveSign drive={current} />
          <span className="min-w-0 flex-1 truncate">{current?.name ?? ""}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span className="sr-only">{t("drives.switch")}</span>
        </button>
      }
    />
  );
}
