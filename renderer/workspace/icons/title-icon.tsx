import { clsx } from "clsx";
import { Image, type LucideIcon, SmilePlus } from "lucide-react";
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
  const chooseIcon = () => openDialog({ kind: "icon", of: { kind: "page", page } });
  if (!isEditable) {
    return icon === null ? null : (
      <div aria-hidden className={iconLook}>
        {icon}
      </div>
    );
  }
  return (
    <>
      <div className="absolute bottom-full -left-1.5 flex gap-1">
        {icon === null ? <AddButton icon={SmilePlus} label={t("add")} onClick={chooseIcon} /> : null}
        {page.cover === undefined ? (
          <AddButton icon={Image} label={t("addCover")} onClick={() => openDialog({ kind: "cover", page })} />
        ) : null}
      </div>
      {icon === null ? null : (
        <button
          type="button"
          aria-haspopup="dialog"
          className={clsx(iconLook, "-ml-1.5 rounded-md px-1.5 hover:bg-hover")}
          onClick={chooseIcon}
        >
          <span aria-hidden>{icon}</span>
          <span className="sr-only">{t("change", { icon })}</span>
        </button>
      )}
    </>
  );
}

interface AddButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: () => void;
}

function AddButton({ icon: Icon, label, onClick }: AddButtonProps) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className="flex h-7 items-center gap-1.5 rounded-sm px-1.5 font-normal text-ink-3 text-sm opacity-0 transition-opacity duration-[var(--fast)] hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover/title:opacity-100 coarse:opacity-100"
      onClick={onClick}
    >
      <Icon aria-hidden className="size-4" />
      {label}
    </button>
  );
}

const iconLook = "mb-1 block w-fit py-1 text-[38px] leading-none";
