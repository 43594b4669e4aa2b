import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { copyText } from "./copy-text.ts";

interface CopyBlockProps {
  readonly value: string;
  readonly label: string;
  readonly copyLabel: string;
  readonly copiedLabel: string;
}

/** Several lines to take along, under their label: selected by reaching them, copied by the button. */
export function CopyBlock({ value, label, copyLabel, copiedLabel }: CopyBlockProps) {
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-3">
        <label htmlFor={id} className="min-w-0 flex-1 font-medium text-ink-2 text-sm">
          {label}
        </label>
        <Button
          onClick={() => {
            void copyText(value, text.current).then(setIsCopied);
          }}
        >
          {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          <span aria-live="polite">{isCopied ? copiedLabel : copyLabel}</span>
        </Button>
      </div>
      <textarea
        ref={text}
        id={id}
        readOnly
        spellCheck={false}
        wrap="off"
        rows={value.split("\n").length}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="w-full resize-none overflow-x-auto rounded-md border border-line-strong bg-side px-3 py-2 font-mono text-ink text-sm"
      />
    </div>
  );
}
