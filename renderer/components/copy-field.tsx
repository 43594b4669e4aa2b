import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button.tsx";
import { copyText } from "./copy-text.ts";

interface CopyFieldProps {
  readonly value: string;
  readonly label: string;
  readonly copyLabel: string;
  readonly copiedLabel: string;
}

/** A text to take along: selected by a click, copied by the button. */
export function CopyField({ value, label, copyLabel, copiedLabel }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="flex gap-2">
      <input
        ref={input}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="h-9 min-w-0 flex-1 rounded-md border border-line-strong bg-side px-3 font-mono text-ink text-sm"
      />
      <Button
        tone="primary"
        size="large"
        onClick={() => {
          void copyText(value, input.current).then(setIsCopied);
        }}
      >
        {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        <span aria-live="polite">{isCopied ? copiedLabel : copyLabel}</span>
      </Button>
    </div>
  );
}
