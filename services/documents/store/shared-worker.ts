import { createDocumentWorker, type DocumentWorker } from "./document-worker.ts";

let shared: DocumentWorker | undefined;

/** The process's one thread for documents; nothing runs until its first task. */
export function sharedDocumentWorker(): DocumentWorker {
  shared ??= createDocumentWorker();
  return shared;
}
