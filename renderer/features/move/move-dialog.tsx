import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { PanelTop } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "#renderer/components/dialog.tsx";
import { PathFromEnd } from "#renderer/components/path-from-end.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import { findNextSibling, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import { useDestinations } from "./use-destinations.ts";
import "./locale-en.ts";

interface Target {
  readonly parentId: string | null;
  readonly name: string;
}

/** Picks the page that another one moves into, for hands that do not drag. */
export function MoveDialog({ page }: { readonly page: PageSummary }) {
  const { t } = useTranslation(["app", "move"]);
  const cache = useQueryClient();
  const actions = usePageActions();
  const [text, setText] = useState("");
  const words = text.trim();
  const { destinations, error, isWaiting } = useDestinations(page, words);
  const { data: drives } = useQuery(drivesQuery());
  const top = t("move:top", { drive: drives?.find(({ id }) => id === page.driveId)?.name ?? "" });
  const isTopShown = page.parentId !== null && words === "";

  async function move({ parentId, name }: Target) {
    closeDialog();
    const back = { pageId: page.id, parentId: page.parentId, beforeId: findNextSibling(cache, page) };
    if (!(await actions.move({ pageId: page.id, parentId, beforeId: null }))) return;
    showToast({
      message: t("move:done", { title: shownTitle(page.title), name }),
      action: { label: t("common.undo"), onSelect: () => void actions.move(back) },
    });
  }
  return (
    <Dialog
      title={t("move:title", { title: shownTitle(page.title) })}
      closeLabel={t("common.close")}
      onClose={closeDialog}
    >
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
              onSelect={() => void move({ parentId: null, name: top })}
            />
          ) : null}
          {destinations.map(({ id, type, title, place }) => (
            <Line
              key={id}
              value={id}
              icon={<PageIcon type={type} className="text-ink-2" />}
              title={shownTitle(title)}
              place={place}
              onSelect={() => void move({ parentId: id, name: shownTitle(title) })}
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
    </Dialog>
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
