import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** Read by screen readers and shown as the tooltip. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly size?: "small" | "medium";
  readonly children: ReactNode;
}

/** A square button that shows only an icon; its label is its tooltip. */
export function IconButton({ label, shortcut, size = "medium", className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        className={clsx(
          "grid shrink-0 place-items-center rounded-sm text-ink-2 transition-colors duration-[var(--fast)] hover:bg-hover hover:text-ink active:bg-active disabled:opacity-50 data-[state=open]:bg-active",
          size === "small" ? "size-5.5 coarse:size-8" : "size-7 coarse:size-9",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
