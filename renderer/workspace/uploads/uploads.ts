import { loadOnceReachable } from "#renderer/components/load-once-reachable.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { ApiError } from "#services/client/api-error.ts";
import type { UploadPlace } from "./send-file.ts";
import { takeNext } from "./take-next.ts";
import { type Upload, useUploads } from "./uploads-list.ts";

const atOnce = 2;

interface Waiting {
  readonly id: number;
  readonly key: string;
  readonly file: File;
  readonly place: UploadPlace;
  readonly signal: AbortSignal;
}

const queue: Waiting[] = [];
let lastId = 0;
/** What is on its way. */
const running = new Set<Waiting>();

/** Uploads files as pages below a folder or a drive's root; progress and cancel are shown in the corner. Gives the ids of the uploads, in the order of the files. */
export function uploadFiles(files: Iterable<File>, place: UploadPlace): readonly number[] {
  const added = Array.from(files, (file) => enqueue(file, place));
  useUploads.setState(({ items }) => ({ items: [...items, ...added] }));
  startNext();
  return added.map(({ id }) => id);
}

/** Sends again, each time the connection comes back, what failed without it; gives the function that stops it. */
export function resumeUploads(): () => void {
  const resume = () => {
    for (const upload of useUploads.getState().items) {
      if (upload.state === "failed" && upload.isCutOff === true) upload.retry();
    }
  };
  const stop = useConnection.subscribe(({ status }, before) => {
    if (status === "online" && before.status !== "online") resume();
  });
  // The live connection may have come back some moments before the network did for everything else.
  window.addEventListener("online", resume);
  return () => {
    stop();
    window.removeEventListener("online", resume);
  };
}

function enqueue(file: File, place: UploadPlace): Upload {
  lastId += 1;
  const id = lastId;
  const key = createKey();
  let abort = new AbortController();
  queue.push({ id, key, file, place, signal: abort.signal });
  const upload: Upload = {
    id,
    name: file.name,
    sizeBytes: file.size,
    sentBytes: 0,
    state: "waiting",
    cancel: () => {
      abort.abort();
      list(upload);
      change(id, { state: "cancelled" });
    },
    retry: () => {
      abort = new AbortController();
      queue.push({ id, key, file, place, signal: abort.signal });
      list(upload);
      change(id, { state: "waiting", sentBytes: 0 });
      startNext();
    },
  };
  return upload;
}

/** Puts an upload on the list again that was dismissed: the line in the text of one that failed outlives the panel. */
function list(upload: Upload): void {
  useUploads.setState(({ items }) => (items.some(({ id }) => id === upload.id) ? {} : { items: [...items, upload] }));
}

/** Random enough to be the only one of its person; `randomUUID` is not there over plain HTTP. */
function createKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function startNext(): void {
  while (running.size < atOnce) {
    const next = takeNext(queue, [...running]);
    if (next === undefined) return;
    if (next.signal.aborted) continue;
    running.add(next);
    void send(next).finally(() => {
      running.delete(next);
      startNext();
    });
  }
}

async function send({ id, key, file, place, signal }: Waiting): Promise<void> {
  const onProgress = (sentBytes: number) => {
    if (!signal.aborted) change(id, { sentBytes, state: sentBytes < file.size ? "sending" : "storing" });
  };
  try {
    const { sendFile } = await loadOnceReachable(() => import("./send-file.ts"), { signal });
    const page = await sendFile({ key, file, place, signal, onProgress });
    change(id, { state: "done", sentBytes: file.size, page });
  } catch (error) {
    if (signal.aborted) return;
    // What the server itself answers has the number of the request.
    const isCutOff = error instanceof ApiError && error.code === "unavailable" && error.requestId === null;
    change(id, { state: "failed", reason: sentenceOf(error), isCutOff });
  }
}

function change(id: number, part: Partial<Upload>): void {
  useUploads.setState(({ items }) => ({ items: items.map((item) => (item.id === id ? { ...item, ...part } : item)) }));
}
