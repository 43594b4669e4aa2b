import { clsx } from "clsx";
import { File, FileText, Folder, FolderOpen } from "lucide-react";
import type { PageType } from "#services/contracts/page-types.ts";

interface PageIconProps {
  readonly type: PageType;
  /** The page's own icon, when it has one. */
  readonly icon?: string | null;
  readonly isOpen?: boolean;
  readonly className?: string;
}

/** The sign of a page: its own icon, or its type's. */
export function PageIcon({ type, icon, isOpen = false, className }: PageIconProps) {
  if (icon !== null && icon !== undefined && icon !== "") {
    return (
      <span aria-hidden className={clsx("grid size-4 shrink-0 place-items-center text-[13px] leading-none", className)}>
        {icon}
      </span>
    );
  }
  const Sign = signOf(type, isOpen);
  return <Sign aria-hidden strokeWidth={1.6} className={clsx("size-4 shrink-0", className)} />;
}

function signOf(type: PageType, isOpen: boolean) {
  switch (type) {
    case "document":
      return FileText;
    case "folder":
      return isOpen ? FolderOpen : Folder;
    case "file":
      return File;
  }
}
