import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { StoredBlob } from "#services/contracts/internal.ts";
import { limits } from "#services/contracts/limits.ts";
import { OperationError, rootCodeOf } from "#services/platform/errors.ts";
import type { ContentStore } from "./content-store.ts";
import { findMediaType } from "./media-type.ts";

/** How many bytes are gathered for one write. */
const writeBytes = 1_048_576;

export interface Upload {
  readonly body: Readable;
  /** Most bytes accepted; what clients are told by default. */
  readonly maxBytes?: number;
  /** Longest wait for the next bytes, in milliseconds. */
  readonly silentMs?: number;
}

/** Longer than web waits, so that web tells the client; this one ends an upload whose web is gone without a word. */
const defaultSilentMs = 90_000;

/**
 * Stores a stream of bytes: written and hashed side by side, then flushed and given its name in one step.
 * A stream that breaks off leaves nothing behind.
 */
export async function receiveUpload(store: ContentStore, upload: Upload): Promise<StoredBlob> {
  const temporary = store.temporaryPath();
  try {
    const { contentHash, sizeBytes } = await writeTemporary(temporary, upload);
    const mediaType = await findMediaType(temporary);
    await store.adopt(temporary, contentHash, "blob");
    return { contentHash, sizeBytes, mediaType };
  } catch (error) {
    await rm(temporary, { force: true });
    throw explain(error);
  }
}

/** Writes a stream into a new file as `receiveUpload` does, without keeping it; whoever asks removes it. */
export async function receiveTemporary(path: string, upload: Upload): Promise<void> {
  try {
    await writeTemporary(path, upload);
  } catch (error) {
    throw explain(error);
  }
}

async function writeTemporary(path: string, upload: Upload): Promise<{ contentHash: string; sizeBytes: number }> {
  const { maxBytes = limits.uploadBytes, silentMs = defaultSilentMs } = upload;
  using silence = endWhenSilent(upload.body, silentMs);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let batch: Buffer[] = [];
  let batchBytes = 0;
  await using file = await open(path, "wx", 0o600);

  async function flush(): Promise<void> {
    const writing = writeAll(file, batch, batchBytes);
    for (const chunk of batch) hash.update(chunk);
    batch = [];
    batchBytes = 0;
    await writing;
  }
  // A refusal leaves the stream open: its rest is read while the answer goes.
  for await (const chunk of upload.body.iterator({ destroyOnReturn: false })) {
    silence.refresh();
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    sizeBytes += bytes.length;
    if (sizeBytes > maxBytes) {
      throw new OperationError("payload-too-large", `A file may have at most ${maxBytes} bytes; nothing was stored.`);
    }
    batch.push(bytes);
    batchBytes += bytes.length;
    if (batchBytes >= writeBytes) await flush();
  }
  await flush();
  return { contentHash: hash.digest("hex"), sizeBytes };
}

function endWhenSilent(body: Readable, silentMs: number): Disposable & { refresh(): void } {
  const reason = new OperationError("invalid-input", "The upload stood still; nothing was stored.");
  const timer = setTimeout(() => body.destroy(reason), silentMs);
  return { refresh: () => void timer.refresh(), [Symbol.dispose]: () => clearTimeout(timer) };
}

async function writeAll(file: FileHandle, chunks: readonly Buffer[], size: number): Promise<void> {
  if (size === 0) return;
  const { bytesWritten } = await file.writev(chunks);
  if (bytesWritten === size) return;
  // A short write is how a full disk begins; writing the rest tells the reason.
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  await file.writeFile(rest);
}

function explain(error: unknown): unknown {
  if (error instanceof OperationError) return error;
  const code = rootCodeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    const message = "The server's disk is full; the file was not stored. Free some space and upload it again.";
    return new OperationError("unavailable", message, { cause: error });
  }
  if (code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ABORT_ERR") {
    return new OperationError("invalid-input", "The upload broke off; nothing was stored.", { cause: error });
  }
  return error;
}
