import { readContent } from "#services/documents/store/read-content.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readDocumentPage } from "./read-document-page.ts";

export const readDocument: Handler<"documents.read"> = async ({ input, services }) => {
  await readDocumentPage(services.db, input.pageId);
  return readContent(services.db, input);
};
