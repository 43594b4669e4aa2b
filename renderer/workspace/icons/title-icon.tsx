import { SmilePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import "./locale-en.ts";

interface TitleIconProps {
  readonly page: PageSummary;
  readonly isEditable: boolean;
}

/** The page's own icon over its title; where there is none, a way to give it one shows when the pointer or the keyboard is near. */
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
    <button
      type="button"
      aria-haspopup="dialog"
      className={
        icon === null
          ? "absolute bottom-full -left-1.5 flex h-7 items-center gap-1.5 rounded-sm px-1.5 font-normal text-ink-3 text-sm opacity-0 transition-opacity duration-[var(--fast)] hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover/title:opacity-100 coarse:opacity-100"
          : `${iconLook} -ml-1.5 rounded-md px-1.5 hover:bg-hover`
      }
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
  );
}

const iconLook = "mb-1 block w-fit py-1 text-[38px] leading-none";
