import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

interface SelectProps extends Omit<ComponentProps<"select">, "onChange"> {
  /** What it chooses, for those who do not see where it stands. */
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
  /** Without a border until it is pointed at, for rows of a list. */
  readonly isQuiet?: boolean;
}

/** One of several words, by the browser's own list: it works by every keyboard and on every phone. */
export function Select({ label, choices, onChoose, isQuiet = false, className, ...rest }: SelectProps) {
  return (
    <span className={clsx("relative inline-flex shrink-0 items-center", className)}>
      <select
        aria-label={label}
        onChange={(event) => onChoose(event.currentTarget.value)}
        className={clsx(
          "h-8 w-full appearance-none rounded-sm border bg-raised pr-7 pl-2.5 text-ink text-sm transition-colors duration-[var(--fast)] hover:bg-hover disabled:opacity-50 coarse:h-10 coarse:text-body",
          isQuiet ? "border-transparent" : "border-line-strong",
        )}
        {...rest}
      >
        {choices.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 size-3.5 text-ink-3" />
    </span>
  );
}
