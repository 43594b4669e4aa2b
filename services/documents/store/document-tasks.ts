import * as Y from "yjs";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { isTree, jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { type DocumentLink, listLinks } from "#services/documents/schema/list-links.ts";
import { plainText } from "#services/documents/schema/plain-text.ts";
import { readdressDocument } from "#services/documents/schema/readdress.ts";
import { indexBody, type SearchIndex } from "#services/search/search-vector.ts";
import { buildDocument } from "./build-document.ts";

export interface Projection {
  /** Editor JSON as a string PostgreSQL accepts as jsonb. */
  readonly json: string;
  readonly text: string;
}

export interface SearchableProjection extends Projection {
  /** The words of the text as `indexBody` gives them. */
  readonly bodyIndex: SearchIndex;
  readonly links: readonly DocumentLink[];
}

/** What others read and find of a document without opening it. Finding words takes about as long as reading them. */
export function projectForSearch(pieces: readonly Uint8Array[]): SearchableProjection {
  const document = readPieces(pieces);
  const projection = projectJson(document);
  return { ...projection, bodyIndex: indexBody(projection.text), links: listLinks(document) };
}

/** What others read of a document without opening it. */
export function projectPieces(pieces: readonly Uint8Array[]): Projection {
  return projectJson(readPieces(pieces));
}

function readPieces(pieces: readonly Uint8Array[]): DocumentJson {
  const doc = buildDocument(pieces);
  const document = jsonFromYjs(doc);
  doc.destroy();
  return document;
}

function projectJson(document: DocumentJson): Projection {
  return { json: storableJson(document), text: storableText(plainText(document)) };
}

/** One verified update that gives the same document as the pieces. Throws where decoding it gives another. */
export function snapshotOfPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const doc = buildDocument(pieces);
  const state = Y.encodeStateAsUpdate(doc);
  const copy = buildDocument([state]);
  const isEqual =
    Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy)) &&
    (doc.store.pendingStructs === null) === (copy.store.pendingStructs === null) &&
    (doc.store.pendingDs === null) === (copy.store.pendingDs === null) &&
    comparable(doc) === comparable(copy);
  doc.destroy();
  copy.destroy();
  if (!isEqual) throw new Error("A snapshot did not decode to the document it was made of.");
  return state;
}

/** The update after which pictures and links name other pages; null where none is named, or the document is of the form before. */
export function readdressPieces(
  pieces: readonly Uint8Array[],
  otherIds: readonly (readonly [string, string])[],
): Uint8Array | null {
  const doc = buildDocument(pieces);
  const before = Y.encodeStateVector(doc);
  const isChanged = !isTree(doc) && readdressDocument(doc, new Map(otherIds));
  const update = isChanged ? Y.encodeStateAsUpdate(doc, before) : null;
  doc.destroy();
  return update;
}

function comparable(doc: Y.Doc): string {
  return storableJson(jsonFromYjs(doc));
}

/** PostgreSQL refuses NUL and unpaired surrogates in jsonb, and JSON knows no big integers. */
function storableJson(document: DocumentJson): string {
  return JSON.stringify(document, (_key, value: unknown) => {
    if (typeof value === "string") return storableText(value);
    if (typeof value === "bigint") return String(value);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return withStorableKeys(value);
    return value;
  });
}

function withStorableKeys(value: object): object {
  const entries = Object.entries(value);
  if (entries.every(([key]) => storableText(key) === key)) return value;
  return Object.fromEntries(entries.map(([key, inner]) => [storableText(key), inner]));
}

function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}
