import { clsx } from "clsx";

/** A grey bar that holds the place of text that takes longer than a blink. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={clsx("appear-late rounded-sm bg-hover", className)} />;
}
