import { clsx } from "clsx";
import type { ReactNode } from "react";

interface CoverBarProps {
  /** Shown when the pointer or the keyboard is near. */
  readonly isQuiet?: boolean;
  readonly children: ReactNode;
}

/** What can be done with a cover, at its lower edge. */
export function CoverBar({ isQuiet = false, children }: CoverBarProps) {
  return (
    <div
      className={clsx(
        "absolute right-4 bottom-3 flex flex-wrap justify-end gap-1.5 phone:right-2 phone:bottom-2",
        isQuiet &&
          "opacity-0 transition-opacity duration-[var(--fast)] focus-within:opacity-100 group-hover/cover:opacity-100 coarse:opacity-100",
      )}
    >
      {children}
    </div>
  );
}
