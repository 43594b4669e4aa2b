import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query matches now. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => window.matchMedia(query).matches);
}

const narrow = "(max-width: 720px)";

/** Whether the window is as narrow as a phone: one column, the sidebar as a sheet. */
export function useIsNarrow(): boolean {
  return useMedia(narrow);
}

/** Whether the window is narrow at this moment. */
export function isNarrow(): boolean {
  return window.matchMedia(narrow).matches;
}
