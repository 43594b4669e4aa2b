import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { PanelTop } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { PathFromEnd } from "#renderer/components/path-from-end.tsx";
import { Select } from "#renderer/components/select.tsx";
import { isInCharge } from "#renderer/workspace/access/is-in-charge.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { includesLevel, levelByDriveRole } from "#services/contracts/access-levels.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";
import { useDestinations } from "./use-destinations.ts";

interface PlaceListProps {
  readonly pages: readonly [PageSummary, ...PageSummary[]];
  readonly onChoose: (target: { driveId: string; parentId: string | null; name: string }) => void;
}

/** The drives that pages of a drive may move to: their own, and for those in charge of it all they may write in. */
function listDrives(drives: readonly DriveSummary[], driveId: string): readonly DriveSummary[] {
  const own = drives.find(({ id }) => id === driveId);
  if (own === undefined || !isInCharge(own)) return own === undefined ? [] : [own];
  return drives.filter((drive) => drive === own || includesLevel(levelByDriveRole[drive.role], "edit"));
}

/** The places in a drive that pages can move to, to be searched. */
export function PlaceList({ pages, onChoose }: PlaceListProps) {
  const { t } = useTranslation(["app", "move"]);
  const [text, setText] = useState("");
  const ownDriveId = pages[0].driveId;
  const [driveId, setDriveId] = useState(ownDriveId);
  const words = text.trim();
  const { destinations, error, isWaiting } = useDestinations(pages, driveId, words);
  const drives = listDrives(useQuery(drivesQuery()).data ?? [], ownDriveId);
  const top = t("move:top", { drive: drives.find(({ id }) => id === driveId)?.name ?? "" });
  const isElsewhere = driveId !== ownDriveId || pages.some(({ parentId }) => parentId !== null);
  const isTopShown = isElsewhere && words === "";
  return (
    <>
      <Command shouldFilter={false} loop label={t("move:label")}>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t("move:placeholder")}
          className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
        />
        <Command.List className="mt-2 max-h-[min(46vh,340px)] overflow-y-auto">
          {isTopShown ? (
            <Line
              value="top"
              icon={<PanelTop aria-hidden strokeWidth={1.6} className="size-4 shrink-0 text-ink-2" />}
              title={top}
              onSelect={() => onChoose({ driveId, parentId: null, name: top })}
            />
          ) : null}
          {destinations.map(({ id, type, title, place }) => (
            <Line
              key={id}
              value={id}
              icon={<PageIcon type={type} className="text-ink-2" />}
              title={shownTitle(title)}
              place={place}
              onSelect={() => onChoose({ driveId, parentId: id, name: shownTitle(title) })}
            />
          ))}
          {destinations.length === 0 && !isTopShown ? (
            <p role="status" className="px-3 py-6 text-center text-ink-2">
              {error !== null && !isWaiting ? sentenceOf(error) : null}
              {error === null && isWaiting ? <span className="appear-late">{t("palette.searching")}</span> : null}
              {error === null && !isWaiting ? t("move:none") : null}
            </p>
          ) : null}
        </Command.List>
      </Command>
      {drives.length < 2 ? null : (
        <div className="mt-3 flex items-center gap-2 border-line border-t pt-3 text-ink-2 text-sm">
          <span aria-hidden>{t("move:drive")}</span>
          <Select
            label={t("move:drive")}
            className="min-w-0 flex-1"
            value={driveId}
            choices={drives.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={setDriveId}
          />
        </div>
      )}
    </>
  );
}

interface LineProps {
  readonly value: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly place?: string;
  readonly onSelect: () => void;
}

function Line({ value, icon, title, place = "", onSelect }: LineProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-ink data-[selected=true]:bg-active coarse:min-h-11"
    >
      {icon}
      <span className="not-last:max-w-2/3 min-w-0 not-last:shrink-0 truncate">{title}</span>
      {place === "" ? null : <PathFromEnd path={place} />}
    </Command.Item>
  );
}
