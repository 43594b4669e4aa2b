import { limits } from "#services/contracts/limits.ts";
import { replaceContent } from "#services/documents/store/replace-content.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readDocumentPage } from "./read-document-page.ts";

export const replaceDocument: Handler<"documents.replace"> = async ({ input, tx, actor, documentGrew }) => {
  const { pageId, markdown, baseVersion } = input;
  if (Buffer.byteLength(markdown) > limits.markdownBytes) {
    throw new OperationError("payload-too-large", "The markdown is larger than 5 MB; nothing was changed.");
  }
  const { isTrashed } = await readDocumentPage(tx, pageId);
  if (isTrashed) throw new OperationError("conflict", "This page is in the trash; restore it before changing it.");
  const { seq, hasChanged } = await replaceContent(tx, { pageId, markdown, baseVersion, actorId: actor.userId });
  if (hasChanged) documentGrew(pageId, seq);
  return { version: seq };
};
