import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ErrorBody } from "#services/contracts/error-codes.ts";
import { AvatarQuery, BlobQuery, launchNonceHeader } from "#services/contracts/internal.ts";
import { answerUnread } from "#services/platform/answer-unread.ts";
import { codeOf, OperationError } from "#services/platform/errors.ts";
import { healthBody, healthHeaders, healthPath } from "#services/platform/health.ts";
import type { Logger } from "#services/platform/logger.ts";
import { createSignatureVerifier } from "#services/platform/service-signature.ts";
import type { ContentStore } from "./content-store.ts";
import { makeAvatar } from "./make-avatar.ts";
import { receiveUpload } from "./receive-upload.ts";
import { serveFile } from "./serve-file.ts";
import type { WorkerPool } from "./worker-pool.ts";

export interface ProcessorServerOptions {
  readonly store: ContentStore;
  readonly workers: WorkerPool;
  readonly serviceSecret: string;
  readonly launchNonce: string | undefined;
  readonly logger: Logger;
}

const blobPath = /^\/internal\/blobs\/([0-9a-f]{64})(\/preview)?$/;

/** The processor's HTTP server: receives and serves bytes for requests signed by another service, and for nothing else. */
export function createProcessorServer(options: ProcessorServerOptions): Server {
  const isSigned = createSignatureVerifier(options.serviceSecret);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    if (method === "GET" && url === healthPath) {
      response.writeHead(200, healthHeaders(request.headers[launchNonceHeader], options.launchNonce)).end(healthBody);
      return;
    }
    const body = method === "POST" ? "unsigned" : "";
    if (!isSigned({ method, path: url, body }, request.headers)) {
      throw new OperationError(
        "unauthenticated",
        "Only signed requests of PageSpace's own services are answered here.",
      );
    }
    const { pathname, searchParams } = new URL(url, "http://processor.internal");
    if (method === "POST" && pathname === "/internal/blobs") {
      const { maxBytes } = BlobQuery.parse(Object.fromEntries(searchParams));
      const stored = await receiveUpload(options.store, { body: request, maxBytes });
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(stored));
      return;
    }
    if (method === "POST" && pathname === "/internal/avatars") {
      AvatarQuery.parse(Object.fromEntries(searchParams));
      const avatar = await makeAvatar(options, request);
      response.writeHead(201, { "content-type": "image/webp", "content-length": avatar.length }).end(avatar);
      return;
    }
    const [, contentHash, preview] = blobPath.exec(pathname) ?? [];
    if ((method === "GET" || method === "HEAD") && contentHash !== undefined) {
      const variant = preview === undefined ? "blob" : "preview";
      const path = options.store.pathOf(contentHash, variant);
      await serveFile(request, response, { path, etag: variant === "blob" ? contentHash : `${contentHash}-preview` });
      return;
    }
    throw new OperationError("not-found", "There is nothing at this address.");
  }

  function refuse(response: ServerResponse, error: unknown): void {
    const requestId = randomUUID();
    const isExpected = error instanceof OperationError;
    if (isBrokenConnection(error)) options.logger.debug({ err: error }, "a transfer broke off");
    else if (!isExpected || error.code === "unavailable") {
      options.logger.error({ err: error, requestId }, "a request could not be answered");
    }
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const refusal = isExpected
      ? error
      : new OperationError("unavailable", "The file service could not do that; try again.");
    const body: ErrorBody = { error: { code: refusal.code, message: refusal.message, requestId } };
    const headers = { "content-type": "application/json", connection: "close" };
    answerUnread(response, { status: refusal.status, headers, text: JSON.stringify(body) });
  }

  const server = createServer((request, response) => {
    response.setHeader("cache-control", "no-store");
    answer(request, response).catch((error: unknown) => refuse(response, error));
  });
  // Uploads may take long; what ends them is that nothing more arrives.
  server.requestTimeout = 0;
  return server;
}

function isBrokenConnection(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "EPIPE";
}
