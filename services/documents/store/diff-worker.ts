import { parentPort } from "node:worker_threads";
import { DocumentJson } from "#services/documents/schema/document-json.ts";
import { htmlFromDocument } from "#services/documents/schema/html.ts";
import { markdownFromDocument } from "#services/documents/schema/markdown.ts";
import { assertNever, messageOf } from "#services/platform/errors.ts";
import { diffMarkdown } from "./diff-markdown.ts";
import { projectForSearch, projectPieces, readdressPieces, snapshotOfPieces } from "./document-tasks.ts";
import { migratePieces } from "./migrate-pieces.ts";
import { type WorkerAnswer, WorkerTask } from "./worker-messages.ts";

function perform(task: WorkerTask): unknown {
  switch (task.kind) {
    case "replace":
      return diffMarkdown(task);
    case "render": {
      const document = DocumentJson.parse(JSON.parse(task.json));
      const names = new Map(task.names);
      return task.format === "html" ? htmlFromDocument(document, names) : markdownFromDocument(document, names);
    }
    case "project":
      return projectPieces(task.pieces);
    case "index":
      return projectForSearch(task.pieces);
    case "snapshot":
      return snapshotOfPieces(task.pieces);
    case "migrate":
      return migratePieces(task.pieces);
    case "readdress":
      return { update: readdressPieces(task.pieces, task.otherIds) };
    default:
      return assertNever(task);
  }
}

function answer(message: unknown): WorkerAnswer {
  try {
    return { kind: "done", result: perform(WorkerTask.parse(message)) };
  } catch (error) {
    return { kind: "failed", message: messageOf(error) };
  }
}

parentPort?.on("message", (message: unknown) => parentPort?.postMessage(answer(message)));
