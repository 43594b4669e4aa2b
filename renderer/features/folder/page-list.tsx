import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { CloudOff, Ellipsis, FolderOpen, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Menu, MenuAt } from "#renderer/components/menu.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { useAllowed } from "#renderer/workspace/access/use-allowed.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { useNewPageChoices } from "#renderer/workspace/pages/new-page-menu.ts";
import { usePageMenu } from "#renderer/workspace/pages/page-menu.ts";
import { childrenQuery, type PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { formatAgo, formatSize } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { LineTags } from "#renderer/workspace/tags/page-tags.tsx";
import { pickFiles } from "#renderer/workspace/uploads/pick-files.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { isBlank } from "#services/contracts/blank-text.ts";
import { fileIcon } from "./file-icon.ts";

interface PageListProps {
  readonly driveId: string;
  /** Null lists the drive's root. */
  readonly parentId: string | null;
  readonly label: string;
  readonly emptyTitle: string;
  readonly emptyHint: string;
}

/** The children of a folder or drive, with ways to add to them. */
export function PageList({ driveId, parentId, label, emptyTitle, emptyHint }: PageListProps) {
  const { t } = useTranslation();
  const { data: pages, error, refetch } = useQuery(childrenQuery(driveId, parentId));
  const canAdd = useAllowed()({ driveId, pageId: parentId }, "edit");
  const hasSizes = pages?.some(({ file }) => file !== undefined) ?? false;
  return (
    <section aria-label={label}>
      {canAdd ? <AddButtons driveId={driveId} parentId={parentId} /> : null}
      {pages === undefined && error !== null ? (
        <Notice
          icon={CloudOff}
          title={t("tree.failed")}
          role="alert"
          action={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}
        >
          {sentenceOf(error)}
        </Notice>
      ) : null}
      {pages === undefined && error === null ? <ListSkeleton /> : null}
      {pages?.length === 0 ? (
        <Notice icon={FolderOpen} title={emptyTitle}>
          {canAdd ? emptyHint : undefined}
        </Notice>
      ) : null}
      {pages === undefined || pages.length === 0 ? null : (
        <>
          <div aria-hidden className="mt-2 flex items-center gap-2.5 py-1.5 pr-10 pl-2 text-ink-3 text-xs coarse:pr-12">
            <span className="flex-1 pl-6.5">{t("folder.name")}</span>
            <span className={clsx(sizeLook, !hasSizes && "hidden")}>{t("folder.size")}</span>
            <span className={changedLook}>{t("folder.changed")}</span>
          </div>
          <ul className="border-line border-t">
            {pages.map((page) => (
              <PageLine key={page.id} page={page} hasSizes={hasSizes} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function AddButtons({ driveId, parentId }: { driveId: string; parentId: string | null }) {
  const { t } = useTranslation();
  const choices = useNewPageChoices();
  return (
    <div className="flex flex-wrap gap-2">
      {choices.map(({ room, label, create }) => (
        <Button key={room.type} onClick={() => create({ driveId, parentId })}>
          <room.making.icon aria-hidden className="size-4" />
          {label}
        </Button>
      ))}
      <Button onClick={() => pickFiles((files) => uploadFiles(files, { driveId, parentId }))}>
        <Upload aria-hidden className="size-4" />
        {t("page.upload")}
      </Button>
    </div>
  );
}

const sizeLook = "w-20 shrink-0 text-right tabular-nums";
const changedLook = "w-30 shrink-0 text-right phone:hidden";

interface PageLineProps {
  readonly page: PageSummary;
  /** Some page of the list has a size. */
  readonly hasSizes: boolean;
}

function PageLine({ page, hasSizes }: PageLineProps) {
  const { t } = useTranslation();
  const openPage = useOpenPage();
  const menuOf = usePageMenu();
  const title = shownTitle(page.title);
  const link = useRef<HTMLAnchorElement>(null);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  return (
    <li
      className="group flex items-center border-line border-b hover:bg-hover"
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuAt({ x: event.clientX, y: event.clientY });
      }}
    >
      <a
        ref={link}
        href={`/d/${page.driveId}/p/${page.id}`}
        className="flex h-10 min-w-0 flex-1 items-center gap-2.5 px-2"
        onClick={(event) => {
          event.preventDefault();
          openPage(page, { isBehind: asksForTab(event) });
        }}
      >
        <LineIcon page={page} />
        <span dir="auto" className={clsx("min-w-0 flex-1 truncate text-left", isBlank(page.title) && "text-ink-3")}>
          {title}
        </span>
        <LineTags page={page} />
        <span className={clsx(sizeLook, "text-ink-3 text-sm", !hasSizes && "hidden")}>
          {page.file === undefined ? null : formatSize(page.file.sizeBytes)}
        </span>
        <span className={clsx(changedLook, "text-ink-3 text-sm")}>{formatAgo(page.updatedAt)}</span>
      </a>
      {menuAt === null ? null : (
        <MenuAt
          key={`${menuAt.x} ${menuAt.y}`}
          at={menuAt}
          label={t("tree.more", { title })}
          items={menuOf(page)}
          onClose={() => setMenuAt(null)}
          onGiveFocusBack={() => link.current?.focus()}
        />
      )}
      <Menu
        label={t("tree.more", { title })}
        align="end"
        items={menuOf(page)}
        trigger={
          <button
            type="button"
            aria-label={t("tree.more", { title })}
            className="mr-1 grid size-7 place-items-center rounded-sm text-ink-3 opacity-0 hover:bg-active hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 coarse:size-9 coarse:opacity-100"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      />
    </li>
  );
}

/** The page's own icon, that of its kind of file, or its type's. */
function LineIcon({ page }: { page: PageSummary }) {
  if (page.icon !== null || page.file === undefined) {
    return <PageIcon type={page.type} icon={page.icon} className="text-ink-2" />;
  }
  const Sign = fileIcon(page.file.mediaType, page.title);
  return <Sign aria-hidden strokeWidth={1.6} className="size-4 shrink-0 text-ink-2" />;
}

function ListSkeleton() {
  return (
    <div aria-hidden className="mt-5 flex flex-col gap-5">
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-1/3" />
    </div>
  );
}
