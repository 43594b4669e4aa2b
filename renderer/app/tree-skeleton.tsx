import { Skeleton } from "#renderer/components/skeleton.tsx";

/** Holds the tree's place while its code is loaded. */
export function TreeSkeleton() {
  return (
    <div aria-hidden className="flex flex-1 flex-col gap-3 px-4 pt-1.5">
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-4 w-1/2" />
    </div>
  );
}
