import { create } from "zustand";
import { api } from "#renderer/api/client.ts";
import { ApiError, toApiError } from "#services/client/api-error.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import { sentenceOf } from "./sentence-of.ts";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: "waiting" | "sending" | "storing" | "done" | "failed" | "cancelled";
  /** Why it failed, as a sentence. */
  readonly reason?: string;
  /** The page it became. */
  readonly page?: PageSummary;
  readonly cancel: () => void;
}

export interface UploadPlace {
  readonly driveId: string;
  readonly parentId: string | null;
}

const atOnce = 2;

/** Uploads of this window, oldest first; they stay listed until dismissed. */
export const useUploads = create<{ readonly items: readonly Upload[] }>(() => ({ items: [] }));

interface Waiting {
  readonly id: number;
  readonly file: File;
  readonly place: UploadPlace;
  readonly signal: AbortSignal;
}

const queue: Waiting[] = [];
let lastId = 0;
let running = 0;

/** Uploads files as pages below a folder or a drive's root; progress and cancel are shown in the corner. */
export function uploadFiles(files: Iterable<File>, place: UploadPlace): void {
  const added: Upload[] = [];
  for (const file of files) {
    lastId += 1;
    const id = lastId;
    const abort = new AbortController();
    added.push({
      id,
      name: file.name,
      sizeBytes: file.size,
      sentBytes: 0,
      state: "waiting",
      cancel: () => {
        abort.abort();
        change(id, { state: "cancelled" });
      },
    });
    queue.push({ id, file, place, signal: abort.signal });
  }
  useUploads.setState(({ items }) => ({ items: [...items, ...added] }));
  startNext();
}

/** Takes finished uploads off the list. */
export function dismissUploads(): void {
  useUploads.setState(({ items }) => ({ items: items.filter(isRunning) }));
}

/** Whether an upload still goes on. */
export function isRunning({ state }: Upload): boolean {
  return state === "waiting" || state === "sending" || state === "storing";
}

function startNext(): void {
  while (running < atOnce) {
    const next = queue.shift();
    if (next === undefined) return;
    if (next.signal.aborted) continue;
    running += 1;
    void send(next)
      .then(
        (page) => change(next.id, { state: "done", sentBytes: next.file.size, page }),
        (error: unknown) => {
          if (!next.signal.aborted) change(next.id, { state: "failed", reason: sentenceOf(error) });
        },
      )
      .finally(() => {
        running -= 1;
        startNext();
      });
  }
}

function change(id: number, part: Partial<Upload>): void {
  useUploads.setState(({ items }) => ({ items: items.map((item) => (item.id === id ? { ...item, ...part } : item)) }));
}

/** Sends one file. XMLHttpRequest, because `fetch` tells no upload progress. */
function send({ id, file, place, signal }: Waiting): Promise<PageSummary> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const input = { driveId: place.driveId, parentId: place.parentId ?? undefined, name: uploadName(file.name) };
    request.open("POST", api.address("files.upload", input));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded }) => change(id, { sentBytes: loaded, state: "sending" }));
    request.upload.addEventListener("load", () => change(id, { state: "storing" }));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response);
      else reject(toApiError(request.status, request.response));
    });
    request.addEventListener("error", () => {
      reject(
        new ApiError({
          code: "unavailable",
          message: "The connection broke. The file is still on your device; upload it again.",
          requestId: null,
        }),
      );
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
