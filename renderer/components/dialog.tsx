import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { keepForToasts } from "./keep-for-toasts.ts";
import { keepWhileComposing } from "./keep-while-composing.ts";
import { useFocusReturn } from "./use-focus-return.ts";

interface DialogProps {
  readonly title: string;
  readonly description?: string;
  readonly closeLabel: string;
  readonly size?: "small" | "medium";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const firstToUse = "input, textarea, select, button, a[href], [tabindex='0']";

/** An open dialog over the window; Esc, the scrim and its cross close it. */
export function Dialog({ title, description, closeLabel, size = "small", onClose, children }: DialogProps) {
  const giveFocusBack = useFocusReturn();
  const body = useRef<HTMLDivElement>(null);
  return (
    <RadixDialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <RadixDialog.Content
          onEscapeKeyDown={keepWhileComposing}
          onInteractOutside={keepForToasts}
          onOpenAutoFocus={(event) => {
            // What the dialog asks for comes before the cross that closes it.
            const first = body.current?.querySelector<HTMLElement>(firstToUse);
            if (first === undefined || first === null) return;
            event.preventDefault();
            first.focus();
            if (first instanceof HTMLInputElement) first.select();
          }}
          onCloseAutoFocus={giveFocusBack}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={clsx(
            "rise fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-lift outline-none",
            size === "small" ? "max-w-110" : "max-w-160",
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="font-semibold text-lead text-ink">{title}</RadixDialog.Title>
              {description === undefined ? null : (
                <RadixDialog.Description className="mt-1 text-ink-2 text-sm">{description}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close
              aria-label={closeLabel}
              className="-mr-2 grid size-7 shrink-0 place-items-center rounded-sm text-ink-2 hover:bg-hover coarse:size-9"
            >
              <X aria-hidden className="size-4" />
            </RadixDialog.Close>
          </header>
          <div ref={body} className="overflow-y-auto px-5 pt-3 pb-5">
            {children}
          </div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
