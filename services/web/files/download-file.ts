import type { IncomingMessage } from "node:http";
import { isSafeInline } from "#services/contracts/media-types.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Download, RequestFacts, WebServices } from "#services/web/context.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { contentDisposition } from "./content-disposition.ts";
import { byteHeaders, conditionsIn, untrustedContentHeaders } from "./download-headers.ts";
import { openBytes } from "./processor-client.ts";
import { readPageFile } from "./read-page-file.ts";

export const downloadFile: Handler<"files.download"> = ({ input, services, request }) =>
  openFile(services, input.pageId, request);

/** The bytes of a page's file, as far as the request's headers ask for; whether they may be given was asked before. */
export async function openFile(
  services: WebServices,
  pageId: string,
  request: Pick<RequestFacts, "headers" | "signal">,
): Promise<Download> {
  const file = await readPageFile(services.db, pageId);
  const response = await openBytes(services, `/internal/blobs/${file.contentHash}`, {
    headers: conditionsIn(request.headers),
    signal: request.signal,
  });
  if (sizeOf(response) !== undefined && sizeOf(response) !== file.sizeBytes) {
    response.destroy();
    services.logger.error({ contentHash: file.contentHash }, "stored bytes have another length than recorded");
    const message = "The stored bytes of this file are damaged; uploading the same file again repairs it.";
    throw new OperationError("unavailable", message);
  }
  const isInline = isSafeInline(file.mediaType);
  return {
    status: response.statusCode ?? 200,
    headers: {
      ...byteHeaders(response.headers),
      ...untrustedContentHeaders,
      "content-type": isInline ? withCharset(file.mediaType) : "application/octet-stream",
      "content-disposition": contentDisposition(isInline ? "inline" : "attachment", file.name),
    },
    body: response,
  };
}

/** The whole size that an answer tells, also one with a part; undefined where it tells none. */
function sizeOf({ statusCode, headers }: IncomingMessage): number | undefined {
  if (statusCode === 200) return Number(headers["content-length"]);
  if (statusCode === 206) return Number(headers["content-range"]?.split("/")[1]);
  return undefined;
}

function withCharset(mediaType: string): string {
  return mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
}
