import * as Y from "yjs";
import type { Queryable } from "#services/database/connection.ts";
import { buildDocument } from "./build-document.ts";
import { readLog } from "./read-log.ts";

export interface LoadedDocument {
  /** The whole document as one Yjs v1 update. */
  readonly state: Uint8Array;
  readonly headSeq: number;
  readonly schemaVersion: number;
}

/** Loads a document through its head. Throws `not-found` or DocumentDamaged. */
export async function loadDocument(queryable: Queryable, pageId: string): Promise<LoadedDocument> {
  const { doc, headSeq, schemaVersion } = await openDocument(queryable, pageId);
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { state, headSeq, schemaVersion };
}

export interface OpenedDocument {
  readonly doc: Y.Doc;
  readonly headSeq: number;
  readonly schemaVersion: number;
}

/** Loads a document through its head as a live Yjs document of its own. Throws `not-found` or DocumentDamaged. */
export async function openDocument(queryable: Queryable, pageId: string): Promise<OpenedDocument> {
  const log = await readLog(queryable, pageId);
  return { doc: buildDocument(log.pieces), headSeq: log.headSeq, schemaVersion: log.schemaVersion };
}
