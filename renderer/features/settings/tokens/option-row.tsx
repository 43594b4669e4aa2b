import type { ComponentProps } from "react";

interface OptionRowProps extends Omit<ComponentProps<"input">, "type" | "className"> {
  readonly type: "radio" | "checkbox";
  readonly label: string;
  readonly hint?: string;
}

/** One choice of several, in a line with what it means. */
export function OptionRow({ label, hint, ...input }: OptionRowProps) {
  return (
    <label className="flex min-h-9 items-center gap-3 rounded-md px-2 py-1 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input {...input} className="shrink-0 accent-accent outline-none" />
      <span className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        <span className="min-w-28 truncate font-medium">{label}</span>
        {hint === undefined ? null : <span className="text-ink-2 text-sm">{hint}</span>}
      </span>
    </label>
  );
}
