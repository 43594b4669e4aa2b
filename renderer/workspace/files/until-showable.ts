import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import { fileQuery } from "./file-query.ts";

/** Resolves when the preview of a file is made, or cannot be. */
export function untilShowable(cache: QueryClient, pageId: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new QueryObserver(cache, fileQuery(pageId));
    const look = ({ data, isError }: ReturnType<typeof observer.getCurrentResult>) => {
      if (!isError && (data === undefined || data.preview === "pending")) return;
      stop();
      resolve();
    };
    const stop = observer.subscribe(look);
    look(observer.getCurrentResult());
  });
}
