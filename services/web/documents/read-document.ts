import { findContent } from "#services/documents/store/read-content.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readMentionNames } from "./mentioned-names.ts";
import { readDocumentPage } from "./read-document-page.ts";

export const readDocument: Handler<"documents.read"> = async ({ input, actor, services }) => {
  const { pageId } = input;
  const content = await findContent(services.db, {
    ...input,
    readNames: (mentioned) => readMentionNames(services, actor, { pageId, mentioned }),
  });
  if (content) return content;
  await readDocumentPage(services.db, input.pageId);
  throw new OperationError("not-found", "This document does not exist.");
};
