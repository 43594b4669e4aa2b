import { Skeleton } from "#renderer/components/skeleton.tsx";

/** Holds the layout of a page while it is read. */
export function PageSkeleton() {
  return (
    <div aria-hidden className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-9">
      <Skeleton className="h-9 w-2/5" />
      <Skeleton className="mt-3 h-3.5 w-1/4" />
      <Skeleton className="mt-8 h-4 w-full" />
      <Skeleton className="mt-3 h-4 w-11/12" />
      <Skeleton className="mt-3 h-4 w-3/5" />
    </div>
  );
}
