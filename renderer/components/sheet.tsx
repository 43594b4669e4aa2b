import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { keepForToasts } from "./keep-for-toasts.ts";
import { keepWhileComposing } from "./keep-while-composing.ts";
import { useFocusReturn } from "./use-focus-return.ts";

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel that slides over the page from the left where there is no room beside it. */
export function Sheet({ title, onClose, children }: SheetProps) {
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
          className="slide-in fixed inset-y-0 left-0 z-30 flex w-[min(86vw,320px)] flex-col border-line border-r bg-side shadow-lift outline-none"
        >
          <RadixDialog.Title className="sr-only">{title}</RadixDialog.Title>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
