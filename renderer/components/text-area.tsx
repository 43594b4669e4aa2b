import { type ComponentProps, useId } from "react";

interface TextAreaProps extends ComponentProps<"textarea"> {
  readonly label: string;
  readonly hint: string;
}

/** Labelled text of several lines that grows with what is written. */
export function TextArea({ label, hint, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-ink-2 text-sm">
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        aria-describedby={`${id}-note`}
        className="field-sizing-content max-h-[50vh] min-h-20 w-full resize-y rounded-md border border-line-strong bg-ground px-3 py-2 text-ink transition-colors duration-[var(--fast)] hover:border-ink-3 coarse:text-body"
        {...rest}
      />
      <p id={`${id}-note`} className="text-ink-3 text-sm">
        {hint}
      </p>
    </div>
  );
}
