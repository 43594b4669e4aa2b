import { useMemo, useRef, useState } from "react";
import { extendRange, toggle } from "./selection.ts";

/** The pages a person has picked to do something with all of them. */
export interface Selection {
  /** Those that are in the tree, in no order. */
  readonly ids: readonly string[];
  /** Picks one more, or lets go of it. */
  toggle(id: string): void;
  /** Picks everything from where the last pick or focus was up to a row. */
  extendTo(id: string, rowIds: readonly string[]): void;
  all(rowIds: readonly string[]): void;
  clear(): void;
  /** Where a range begins from now on. */
  anchorAt(id: string): void;
}

/** The selection among the pages that are in the tree. */
export function useSelection(isThere: (id: string) => boolean): Selection {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const anchor = useRef<string | null>(null);
  const ids = picked.every(isThere) ? picked : picked.filter(isThere);
  // What comes back later, from the trash for one, is not picked then.
  if (ids !== picked) setPicked(ids);
  return useMemo(
    () => ({
      ids,
      toggle: (id) => {
        anchor.current = id;
        setPicked(toggle(ids, id));
      },
      extendTo: (id, rowIds) => {
        anchor.current ??= id;
        setPicked(extendRange(rowIds, anchor.current, id));
      },
      all: (rowIds) => setPicked(rowIds),
      clear: () => setPicked((before) => (before.length === 0 ? before : [])),
      anchorAt: (id) => {
        anchor.current = id;
      },
    }),
    [ids],
  );
}
