import { clsx } from "clsx";
import { Image, SmilePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import "./locale-en.ts";

interface TitleIconProps {
  readonly page: PageSummary;
  readonly isEditable: boolean;
}

/** The page's own icon over its title; ways to give it an icon and a cover show when the pointer or the keyboard is near. */
export function TitleIcon({ page, isEditable }: TitleIconProps) {
  const { t } = useTranslation("icons");
  const { icon } = page;
  if (!isEditable) {
    return icon === null ? null : (
      <div aria-hidden className={iconLook}>
        {icon}
      </div>
    );
  }
  return (
    <div className={clsx("-ml-1.5 flex w-fit items-center gap-1", icon === null ? "absolute bottom-full" : "mb-1")}>
      <button
        type="button"
        aria-haspopup="dialog"
        className={icon === null ? addLook : "rounded-md px-1.5 py-1 text-[38px] leading-none hover:bg-hover"}
        onClick={() => openDialog({ kind: "icon", of: { kind: "page", page } })}
      >
        {icon === null ? (
          <>
            <SmilePlus aria-hidden className="size-4" />
            {t("add")}
          </>
        ) : (
          <>
            <span aria-hidden>{icon}</span>
            <span className="sr-only">{t("change", { icon })}</span>
          </>
        )}
      </button>
      {page.cover === undefined ? (
        <button
          type="button"
          aria-haspopup="dialog"
          className={addLook}
          onClick={() => openDialog({ kind: "cover", page })}
        >
          <Image aria-hidden className="size-4" />
          {t("addCover")}
        </button>
      ) : null}
    </div>
  );
}

const addLook =
  "flex h-7 items-center gap-1.5 rounded-sm px-1.5 font-normal text-ink-3 text-sm opacity-0 transition-opacity duration-[var(--fast)] hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover/title:opacity-100 coarse:opacity-100";
const iconLook = "mb-1 block w-fit py-1 text-[38px] leading-none";
