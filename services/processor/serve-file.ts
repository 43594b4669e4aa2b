import { type FileHandle, open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { codeOf, OperationError } from "#services/platform/errors.ts";
import { parseRange } from "./byte-range.ts";

export interface StoredFile {
  readonly path: string;
  /** A strong validator, such as the content hash. */
  readonly etag: string;
}

/** How much is read from the disk at once, in bytes. */
const readBytes = 262_144;

/** Answers with a stored file or the range asked for; a validator that still holds answers 304. */
export async function serveFile(request: IncomingMessage, response: ServerResponse, file: StoredFile): Promise<void> {
  const handle = await openStored(file.path);
  try {
    const { size } = await handle.stat();
    const etag = `"${file.etag}"`;
    response.setHeader("etag", etag);
    response.setHeader("accept-ranges", "bytes");
    response.setHeader("content-type", "application/octet-stream");
    if (matches(request.headers["if-none-match"], etag)) {
      response.writeHead(304).end();
      return;
    }
    const isCurrent = request.headers["if-range"] === undefined || request.headers["if-range"] === etag;
    const range = isCurrent ? parseRange(request.headers.range, size) : undefined;
    if (range === "unsatisfiable") {
      response.writeHead(416, { "content-range": `bytes */${size}` }).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    response.writeHead(range ? 206 : 200, {
      "content-length": String(end - start + 1),
      ...(range ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
    });
    if (request.method === "HEAD" || end < start) response.end();
    else await pipeline(handle.createReadStream({ start, end, highWaterMark: readBytes, autoClose: false }), response);
  } finally {
    await handle.close();
  }
}

async function openStored(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    const message = "These bytes are missing from the file store; uploading the same file again brings them back.";
    throw new OperationError("not-found", message, { cause: error });
  }
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((part) => part.trim() === "*" || part.trim().replace(/^W\//, "") === etag);
}
