import { useEffect } from "react";

/** Names the window after what it shows, for as long as that is shown. */
export function useWindowTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · PageSpace`;
    return () => {
      document.title = "PageSpace";
    };
  }, [title]);
}
