import i18next from "i18next";
import { api } from "#renderer/api/client.ts";
import { ApiError, toApiError } from "#services/client/api-error.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";

export interface UploadPlace {
  readonly driveId: string;
  /** Null is the drive's root. */
  readonly parentId: string | null;
}

interface Sending {
  /** The same for every try of one upload, which makes one page however often it is sent. */
  readonly key: string;
  readonly file: File;
  readonly place: UploadPlace;
  readonly signal: AbortSignal;
  /** Told how much has left this device; all of it before the server has stored it. */
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends one file and gives the page it became. Rejects with `ApiError`, or with the signal's reason when aborted.
 * XMLHttpRequest, because `fetch` tells no upload progress.
 */
export function sendFile({ key, file, place, signal, onProgress }: Sending): Promise<PageSummary> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const input = { driveId: place.driveId, parentId: place.parentId ?? undefined, name: uploadName(file.name) };
    request.open("POST", api.address("files.upload", input));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("idempotency-key", key);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.upload.addEventListener("load", () => onProgress(file.size));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response);
      else reject(toApiError(request.status, request.response));
    });
    request.addEventListener("error", () => {
      reject(new ApiError({ code: "unavailable", message: i18next.t("uploads.broken"), requestId: null }));
    });
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** A name the server takes: without slashes and control characters. */
function uploadName(name: string): string {
  return name.replace(/[\p{Cc}/\\]/gu, "_") || "file";
}
