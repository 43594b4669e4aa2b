import { limits } from "#services/contracts/limits.ts";
import { replaceContent } from "#services/documents/store/replace-content.ts";
import { recordEdits } from "#services/events/record-activity.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { tokenOf } from "#services/web/operations/transact.ts";
import { readDocumentPage } from "./read-document-page.ts";

export const replaceDocument: Handler<"documents.replace"> = async ({ input, actor, services, request, commit }) => {
  const { pageId, markdown, baseVersion } = input;
  const sizeBytes = Buffer.byteLength(markdown);
  if (sizeBytes > limits.markdownBytes) {
    throw new OperationError("payload-too-large", "The markdown is larger than 5 MB; nothing was changed.");
  }
  await readDocumentPage(services.db, pageId);
  const replacement = { pageId, markdown, baseVersion, actorId: actor.userId };
  const { signal } = request;
  return services.replacementTurns.take({ pageId, actorId: actor.userId, sizeBytes, signal }, () =>
    replaceContent(services.db, replacement, (append) =>
      commit(async ({ tx, documentGrew }) => {
        const { isTrashed } = await readDocumentPage(tx, pageId);
        if (isTrashed)
          throw new OperationError("conflict", "This page is in the trash; restore it before changing it.");
        const { seq, hasChanged } = await append(tx);
        if (hasChanged) {
          documentGrew(pageId, seq);
          await recordEdits(tx, { pageId, actorIds: [actor.userId], token: tokenOf(actor) });
        }
        return { version: seq };
      }),
    ),
  );
};
