import { clsx } from "clsx";
import { type ComponentProps, useId } from "react";

interface TextFieldProps extends ComponentProps<"input"> {
  readonly label: string;
  /** What is wrong with the value, as a sentence. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
}

/** A labelled line of text with its error in place. */
export function TextField({ label, error, hint, className, ...rest }: TextFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="font-medium text-ink-2 text-sm">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink transition-colors duration-[var(--fast)] hover:border-ink-3 aria-invalid:border-bad coarse:text-body"
        {...rest}
      />
      {note === undefined ? null : (
        <p id={noteId} className={clsx("text-sm", error === undefined ? "text-ink-3" : "text-bad")}>
          {note}
        </p>
      )}
    </div>
  );
}
