import type { Handler } from "#services/web/operations/handler.ts";
import { readPageFile } from "./read-page-file.ts";

export const readFile: Handler<"files.read"> = async ({ input, services }) => {
  const file = await readPageFile(services.db, input.pageId);
  const { name, sizeBytes, mediaType, contentHash, preview, previewReason, text, textReason, textContent } = file;
  return {
    pageId: input.pageId,
    ...{ name, sizeBytes, mediaType, contentHash, preview, previewReason, text, textReason, textContent },
  };
};
