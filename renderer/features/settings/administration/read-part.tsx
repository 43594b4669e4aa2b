import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { OperationInput, OperationName, OperationOutput } from "#services/contracts/catalogue.ts";

type PartName = Extract<OperationName, `administration.${string}`>;

interface ReadPartProps<Name extends PartName> {
  readonly name: Name;
  readonly input: OperationInput<Name>;
  readonly children: (answer: OperationOutput<Name>) => ReactNode;
}

/** Something the owner reads afresh each time it is shown, with what stands there while it is read or cannot be. */
export function ReadPart<Name extends PartName>({ name, input, children }: ReadPartProps<Name>) {
  const { t } = useTranslation("app");
  const read = useQuery({
    queryKey: queryKeys.administration(name, input),
    queryFn: ({ signal }) => api.call(name, input, { signal }),
    staleTime: 0,
  });
  const place = useRef<HTMLDivElement>(null);
  const isSettled = read.data !== undefined || read.error !== null;
  useEffect(() => {
    if (isSettled) bringIntoView(place.current);
  }, [isSettled]);
  return (
    <div ref={place}>
      {read.data !== undefined ? (
        children(read.data)
      ) : read.error === null ? (
        <Skeleton className="h-16 w-full" />
      ) : (
        <div role="alert" className="flex items-center gap-3 text-sm">
          <p className="flex-1 text-ink-2">{sentenceOf(read.error)}</p>
          <Button onClick={() => void read.refetch()}>{t("common.retry")}</Button>
        </div>
      )}
    </div>
  );
}

/** Scrolls to what was opened together with the button that opened it, which keeps the focus. */
function bringIntoView(opened: HTMLElement | null): void {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  opened
    ?.closest("[data-administration]")
    ?.scrollIntoView({ block: "nearest", behavior: isStill ? "instant" : "smooth" });
}

/** Facts, each with its name. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="border-line border-t text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="flex min-h-8 flex-wrap items-center gap-x-3 border-line border-b py-1">
          <dt className="min-w-32 flex-1 break-words text-ink-2">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The heading of a list of facts. */
export function PartHeading({ children }: { readonly children: string }) {
  return <h4 className="mt-4 mb-1 font-semibold text-ink-3 text-xs">{children}</h4>;
}
