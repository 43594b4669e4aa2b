import { readFile, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { limits } from "#services/contracts/limits.ts";
import { hasPreview } from "#services/contracts/media-types.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { ContentStore } from "./content-store.ts";
import { findMediaType } from "./media-type.ts";
import { receiveTemporary } from "./receive-upload.ts";
import { WorkerFailure, type WorkerPool, WorkerRefused } from "./worker-pool.ts";

const kept = "What you had before is kept.";

/** Makes a small square WebP of an untrusted picture, in a worker; nothing of it stays in the store. Throws OperationError. */
export async function makeAvatar(
  { store, workers }: { readonly store: ContentStore; readonly workers: WorkerPool },
  body: Readable,
): Promise<Buffer> {
  const [sourcePath, previewPath] = [store.temporaryPath(), store.temporaryPath()];
  try {
    await receiveTemporary(sourcePath, { body, maxBytes: limits.avatarBytes });
    const mediaType = await findMediaType(sourcePath);
    if (!hasPreview(mediaType)) {
      const message = `This is no picture of a kind that can be used: JPEG, PNG, WebP, GIF, AVIF and TIFF can. ${kept}`;
      throw new OperationError("invalid-input", message);
    }
    const request = { kind: "extract", sourcePath, mediaType, previewPath, textPath: null } as const;
    const { preview } = await workers.extract({ ...request, previewShape: "square" }, AbortSignal.timeout(60_000));
    if (preview.kind === "failed") throw new OperationError("invalid-input", `${preview.reason} ${kept}`);
    return await readFile(previewPath);
  } catch (error) {
    if (error instanceof WorkerFailure)
      throw new OperationError("invalid-input", `${error.message} ${kept}`, { cause: error });
    if (error instanceof WorkerRefused)
      throw new OperationError("unavailable", `${error.message} ${kept}`, { cause: error });
    throw error;
  } finally {
    for (const path of [sourcePath, previewPath]) await rm(path, { force: true });
  }
}
