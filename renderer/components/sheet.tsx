import { clsx } from "clsx";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { keepForToasts } from "./keep-for-toasts.ts";
import { keepWhileComposing } from "./keep-while-composing.ts";
import { useFocusReturn } from "./use-focus-return.ts";

interface SheetProps {
  readonly title: string;
  /** Where it comes from; left where nothing is said. */
  readonly side?: "left" | "right";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel that slides over the page from a side where there is no room beside it. */
export function Sheet({ title, side = "left", onClose, children }: SheetProps) {
  const giveFocusBack = useFocusReturn();
  return (
    <RadixDialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fade fixed inset-0 z-30 bg-scrim" />
        <RadixDialog.Content
          aria-describedby={undefined}
          onEscapeKeyDown={keepWhileComposing}
          onInteractOutside={keepForToasts}
          onCloseAutoFocus={giveFocusBack}
          className={clsx(
            "fixed inset-y-0 z-30 flex flex-col border-line bg-side shadow-lift outline-none",
            side === "left"
              ? "slide-in left-0 w-[min(86vw,320px)] border-r"
              : "fade right-0 w-[min(92vw,380px)] border-l",
          )}
        >
          <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
