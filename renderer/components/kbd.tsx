import type { ReactNode } from "react";

/** A key combination. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="rounded-[4px] border border-line bg-ground px-1 font-sans text-ink-3 text-xs leading-4">
      {children}
    </kbd>
  );
}
