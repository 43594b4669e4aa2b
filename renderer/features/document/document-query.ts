import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";

type StoredDocument = OperationOutput<"documents.read">;

/** A document's content as the database has it, for the first paint. */
export function documentQuery(pageId: string) {
  return queryOptions({
    queryKey: queryKeys.document(pageId),
    queryFn: ({ signal }): Promise<StoredDocument> =>
      api.call("documents.read", { pageId, format: "json" }, { signal }),
  });
}

/** Keeps what an editor shows, so that the page paints the same when it is opened again. */
export function keepContent(cache: QueryClient, pageId: string, content: DocumentJson): void {
  cache.setQueryData<StoredDocument>(queryKeys.document(pageId), (stored) => ({
    content: JSON.stringify(content),
    version: stored?.version ?? 0,
  }));
}
