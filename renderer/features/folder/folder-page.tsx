import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { TitleIcon } from "#renderer/workspace/icons/title-icon.tsx";
import { isChangeable } from "#renderer/workspace/pages/is-changeable.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { useTitleField } from "#renderer/workspace/pages/use-title-field.ts";
import { PageTags } from "#renderer/workspace/tags/page-tags.tsx";
import { limits } from "#services/contracts/limits.ts";
import { DropSurface } from "./drop-surface.tsx";
import { PageList } from "./page-list.tsx";

/** A folder: its title and what lies in it. */
export function FolderPage({ page }: { readonly page: PageDetails }) {
  const { t } = useTranslation();
  return (
    <DropSurface place={{ driveId: page.driveId, parentId: page.id }}>
      <div className="group/title relative">
        <TitleIcon page={page} isEditable={isChangeable(page)} />
        <FolderTitle page={page} />
        <div className="-mt-2 mb-4 empty:hidden">
          <PageTags page={page} />
        </div>
      </div>
      <PageList
        driveId={page.driveId}
        parentId={page.id}
        label={t("folder.label", { title: shownTitle(page.title) })}
        emptyTitle={t("folder.empty")}
        emptyHint={t("folder.emptyHint")}
      />
    </DropSurface>
  );
}

function FolderTitle({ page }: { page: PageDetails }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const title = useTitleField(page, input);
  const look = "mb-4 w-full font-[680] text-title leading-tight tracking-[-0.021em] phone:text-title-narrow";
  if (!isChangeable(page)) {
    return <h1 className={look}>{shownTitle(page.title)}</h1>;
  }
  return (
    <h1>
      <input
        {...title}
        ref={input}
        data-page-title
        dir="auto"
        aria-label={t("folder.rename")}
        placeholder={t("page.untitled")}
        maxLength={limits.titleCharacters}
        className={`${look} bg-transparent outline-none`}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </h1>
  );
}
