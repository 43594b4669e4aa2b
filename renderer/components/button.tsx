import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent } from "react";

const look = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-sm font-medium text-sm transition-colors duration-[var(--fast)] disabled:opacity-50 aria-disabled:opacity-50",
  {
    variants: {
      tone: {
        primary: "bg-accent text-accent-ink enabled:hover:brightness-108 enabled:active:brightness-95",
        outline: "border border-line-strong bg-ground text-ink enabled:hover:bg-hover enabled:active:bg-active",
        quiet: "text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink enabled:active:bg-active",
        danger: "border border-line-strong text-bad enabled:hover:bg-del enabled:active:bg-del",
      },
      size: { small: "h-7 px-2.5 coarse:h-9 coarse:px-3", large: "h-9 px-4" },
    },
    defaultVariants: { tone: "outline", size: "small" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof look> {
  /** Whether what it asked for is on its way: it does nothing meanwhile, and keeps the focus, which `disabled` would not. */
  readonly isPending?: boolean;
}

/** A button with words; `primary` once per view. */
export function Button({ tone, size, className, type = "button", isPending = false, ...rest }: ButtonProps) {
  const waiting = { "aria-disabled": true, onClick: (event: MouseEvent) => event.preventDefault() } as const;
  return <button type={type} className={look({ tone, size, className })} {...rest} {...(isPending ? waiting : {})} />;
}
