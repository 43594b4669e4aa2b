import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import type { FileDetails } from "#services/contracts/shapes.ts";
import { fileQuery } from "./file-query.ts";

/** Resolves when the preview of a file is made, or cannot be, with its state; undefined where that could not be read. */
export function untilShowable(cache: QueryClient, pageId: string): Promise<FileDetails["preview"] | undefined> {
  return new Promise((resolve) => {
    const observer = new QueryObserver(cache, fileQuery(pageId));
    const look = ({ data, isError }: ReturnType<typeof observer.getCurrentResult>) => {
      if (!isError && (data === undefined || data.preview === "pending")) return;
      stop();
      resolve(data?.preview);
    };
    const stop = observer.subscribe(look);
    look(observer.getCurrentResult());
  });
}
