import { OperationError } from "#services/platform/errors.ts";
import type { Download, RequestFacts, WebServices } from "#services/web/context.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { byteHeaders, conditionsIn, untrustedContentHeaders } from "./download-headers.ts";
import { openBytes } from "./processor-client.ts";
import { readPageFile } from "./read-page-file.ts";

export const downloadPreview: Handler<"files.preview"> = ({ input, services, request }) =>
  openPreview(services, input.pageId, request);

/** The preview of a page's file; whether it may be given was asked before. */
export async function openPreview(
  services: WebServices,
  pageId: string,
  request: Pick<RequestFacts, "headers" | "signal">,
): Promise<Download> {
  const file = await readPageFile(services.db, pageId);
  if (file.preview !== "ready") throw new OperationError("not-found", "There is no preview of this file.");
  const response = await openBytes(services, `/internal/blobs/${file.contentHash}/preview`, {
    headers: conditionsIn(request.headers),
    signal: request.signal,
  });
  return {
    status: response.statusCode ?? 200,
    headers: { ...byteHeaders(response.headers), ...untrustedContentHeaders, "content-type": "image/webp" },
    body: response,
  };
}
