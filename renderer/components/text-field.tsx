import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

interface TextFieldProps extends ComponentProps<"input"> {
  readonly label: string;
  /** What is wrong with the value, as a sentence. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  /** Stands at the end of the line, as a button that sends it. */
  readonly action?: ReactNode;
}

/** A labelled line of text with its error in place. */
export function TextField({ label, error, hint, action, className, ...rest }: TextFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="font-medium text-ink-2 text-sm">
        {label}
      </label>
      <span className="flex items-center gap-2">
        <input
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : noteId}
          className="h-9 w-full min-w-0 flex-1 rounded-md border border-line-strong bg-ground px-3 text-ink transition-colors duration-[var(--fast)] hover:border-ink-3 aria-invalid:border-bad coarse:text-body"
          {...rest}
        />
        {action}
      </span>
      {note === undefined ? null : (
        <p id={noteId} className={clsx("text-sm", error === undefined ? "text-ink-3" : "text-bad")}>
          {note}
        </p>
      )}
    </div>
  );
}
