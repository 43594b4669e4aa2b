import { clsx } from "clsx";
import { FileQuestionMark } from "lucide-react";
import { findPageType } from "./catalogue.ts";

interface PageIconProps {
  readonly type: string;
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
  const room = findPageType(type);
  const Sign = (isOpen ? room?.openIcon : undefined) ?? room?.icon ?? FileQuestionMark;
  return <Sign aria-hidden strokeWidth={1.6} className={clsx("size-4 shrink-0", className)} />;
}
