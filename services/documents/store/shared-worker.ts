import { sizeOfLog } from "./document-log.ts";
import { createDocumentWorker, type DocumentWorker, inlineBytes } from "./document-worker.ts";

let shared: DocumentWorker | undefined;

/** The process's two threads for documents, one for small and one for large ones; nothing runs until their first task. */
export function sharedDocumentWorker(): DocumentWorker {
  shared ??= createSortingWorker();
  return shared;
}

/** So that the work of a person with an ordinary page does not wait for minutes behind that on huge ones. */
function createSortingWorker(): DocumentWorker {
  const small = createDocumentWorker();
  const large = createDocumentWorker();
  const forSize = (sizeBytes: number) => (sizeBytes <= inlineBytes ? small : large);
  return {
    replace: (input) =>
      forSize(input.markdown.length + sizeOfLog(input.head) + sizeOfLog(input.base ?? [])).replace(input),
    render: (input) => forSize(input.json.length).render(input),
    project: (input) => forSize(sizeOfLog(input.pieces)).project(input),
    index: (input) => forSize(sizeOfLog(input.pieces)).index(input),
    snapshot: (input) => forSize(sizeOfLog(input.pieces)).snapshot(input),
    migrate: (input) => forSize(sizeOfLog(input.pieces)).migrate(input),
    readdress: (input) => forSize(sizeOfLog(input.pieces)).readdress(input),
    stop: async () => void (await Promise.all([small.stop(), large.stop()])),
  };
}
